using System.Collections.Frozen;

namespace StsSim.Iam.Policies;

/// <summary>
/// The AWS-managed policies whose documents are known here, as AWS published them in 2026 (AWS Managed Policy Reference
/// Guide; IAM User Guide, "AWS managed policies for IAM").
/// </summary>
public static class ManagedPolicies
{
    public const string AdministratorAccessArn = "arn:aws:iam::aws:policy/AdministratorAccess";

    private static readonly FrozenDictionary<string, string> Documents = new Dictionary<string, string>
    {
        [AdministratorAccessArn] = Allow("*"),
        ["arn:aws:iam::aws:policy/PowerUserAccess"] = Policy(
            """
            {"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"},
            {"Effect":"Allow","Action":["account:GetAccountInformation","account:GetGovCloudAccountInformation",
            "account:GetPrimaryEmail","account:ListRegions","iam:CreateServiceLinkedRole","iam:DeleteServiceLinkedRole",
            "iam:ListRoles","organizations:DescribeEffectivePolicy","organizations:DescribeOrganization"],"Resource":"*"}
            """),
        ["arn:aws:iam::aws:policy/IAMFullAccess"] = Allow(
            "iam:*", "organizations:DescribeAccount", "organizations:DescribeOrganization",
            "organizations:DescribeOrganizationalUnit", "organizations:DescribePolicy", "organizations:ListChildren",
            "organizations:ListParents", "organizations:ListPoliciesForTarget", "organizations:ListRoots",
            "organizations:ListPolicies", "organizations:ListTargetsForPolicy"),
        ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"] = Allow(
            "iam:GenerateCredentialReport", "iam:GenerateServiceLastAccessedDetails", "iam:Get*", "iam:List*",
            "iam:SimulateCustomPolicy", "iam:SimulatePrincipalPolicy"),
        ["arn:aws:iam::aws:policy/IAMUserChangePassword"] = Policy(
            """
            {"Effect":"Allow","Action":["iam:ChangePassword"],"Resource":["arn:aws:iam::*:user/${aws:username}"]},
            {"Effect":"Allow","Action":["iam:GetAccountPasswordPolicy"],"Resource":"*"}
            """),
        ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] = Allow("s3:*", "s3-object-lambda:*"),
        ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] = Allow(
            "s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"),
        ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"] = Allow("sqs:*"),
        ["arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"] = RootTask(
            "DenyAuditingCredentialsOnNonRootUserResource",
            ["iam:GetAccountSummary"],
            ["iam:ListAccessKeys", "iam:ListSigningCertificates", "iam:GetLoginProfile", "iam:ListMFADevices", "iam:GetUser", "iam:GetAccessKeyLastUsed"]),
        ["arn:aws:iam::aws:policy/root-task/IAMCreateRootUserPassword"] = RootTask(
            "DenyCreatingPasswordOnNonRootUserResource", [], ["iam:CreateLoginProfile", "iam:GetLoginProfile"]),
        ["arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials"] = RootTask(
            "DenyDeletingRootUserCredentialsOnNonRootUserResource",
            [],
            [
                "iam:DeleteAccessKey", "iam:DeleteSigningCertificate", "iam:DeleteLoginProfile", "iam:DeactivateMFADevice",
                "iam:DeleteVirtualMFADevice", "iam:ListAccessKeys", "iam:ListSigningCertificates", "iam:GetLoginProfile",
                "iam:ListMFADevices", "iam:GetUser", "iam:GetAccessKeyLastUsed",
            ]),
        ["arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"] = Policy(
            """
            {"Sid":"DenyAllOtherActionsOnAnyResource","Effect":"Deny",
            "NotAction":["s3:DeleteBucketPolicy","s3:PutBucketPolicy","s3:GetBucketPolicy","s3:ListAllMyBuckets"],"Resource":"*"},
            {"Sid":"DenyManagingBucketPolicyForNonRootCallers","Effect":"Deny",
            "Action":["s3:DeleteBucketPolicy","s3:PutBucketPolicy","s3:GetBucketPolicy","s3:ListAllMyBuckets"],"Resource":"*",
            "Condition":{"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:root"}}}
            """),
        ["arn:aws:iam::aws:policy/root-task/SQSUnlockQueuePolicy"] = Policy(
            """
            {"Sid":"DenyAllOtherActionsOnAnyResource","Effect":"Deny",
            "NotAction":["sqs:SetQueueAttributes","sqs:GetQueueAttributes","sqs:ListQueues","sqs:GetQueueUrl"],"Resource":"*"},
            {"Sid":"DenyGettingQueueAttributesOnNonOwnQueue","Effect":"Deny","Action":["sqs:GetQueueAttributes"],
            "Resource":"arn:aws:sqs:*:*:*","Condition":{"StringNotEqualsIfExists":{"aws:ResourceAccount":["${aws:PrincipalAccount}"]}}},
            {"Sid":"DenyActionsForNonRootUser","Effect":"Deny",
            "Action":["sqs:SetQueueAttributes","sqs:GetQueueAttributes","sqs:ListQueues","sqs:GetQueueUrl"],"Resource":"*",
            "Condition":{"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:root"}}}
            """),
    }.ToFrozenDictionary();

    /// <summary>The ARNs of all of them.</summary>
    public static IReadOnlyCollection<string> Arns => Documents.Keys;

    /// <summary>The document of an AWS-managed policy, or <see langword="null"/>.</summary>
    public static string? Find(string arn) => Documents.GetValueOrDefault(arn);

    private static string Allow(params string[] actions) =>
        Policy($$"""{"Effect":"Allow","Action":{{List(actions)}},"Resource":"*"}""");

    /// <summary>Scopes a session of AssumeRoot: allows nothing itself, denies all but a task on the root user.</summary>
    private static string RootTask(string sid, string[] onAnything, string[] onRoot) => Policy(
        $$"""
        {"Sid":"DenyAllOtherActionsOnAnyResource","Effect":"Deny","NotAction":{{List([.. onAnything, .. onRoot])}},"Resource":"*"},
        {"Sid":"{{sid}}","Effect":"Deny","Action":{{List(onRoot)}},"NotResource":"arn:aws:iam::*:root"}
        """);

    private static string Policy(string statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{statements.ReplaceLineEndings("")}}]}""";

    private static string List(string[] actions) => actions is [string only] ? $"\"{only}\"" : $"[\"{string.Join("\",\"", actions)}\"]";
}
