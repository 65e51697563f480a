# A user, a group and roles with every kind of policy, for TerraformTests.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "user_name" {}

data "aws_caller_identity" "me" {}

resource "aws_iam_user" "user" {
  name = var.user_name
  path = "/terraform/"
  tags = { Team = "blue" }

  force_destroy = true
}

resource "aws_iam_access_key" "user" {
  user = aws_iam_user.user.name
}

resource "aws_iam_user_policy" "user" {
  name   = "assume"
  user   = aws_iam_user.user.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }] })
}

resource "aws_iam_user_policy_attachment" "user" {
  user       = aws_iam_user.user.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_group" "group" {
  name = "group"
}

resource "aws_iam_group_policy" "group" {
  name   = "s3"
  group  = aws_iam_group.group.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_user_group_membership" "user" {
  user   = aws_iam_user.user.name
  groups = [aws_iam_group.group.name]
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.user.arn, data.aws_caller_identity.me.account_id]
    }
  }
}

resource "aws_iam_role" "role" {
  name                 = "role"
  path                 = "/terraform/"
  description          = "for ${var.user_name}"
  max_session_duration = 7200
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = "arn:aws:iam::aws:policy/AdministratorAccess"
  tags                 = { Team = "blue" }
}

resource "aws_iam_role_policy" "role" {
  name   = "s3"
  role   = aws_iam_role.role.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_role_policy_attachment" "role" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "chained" {
  name                  = "chained"
  force_detach_policies = true
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = aws_iam_role.role.arn }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_roles" "all" {
  path_prefix = "/terraform/"
  depends_on  = [aws_iam_role.role]
}

output "roles" {
  value = data.aws_iam_roles.all.names
}
