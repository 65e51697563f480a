#!/usr/bin/env bash
# Sets up users, roles and policies with the AWS CLI alone, tries them, and takes all down again.
#
#   dotnet run -c Release --project src/StsSim.Host          # in one terminal
#   docs/guides/provision.sh                                 # in another
#
# ENDPOINT names another simulator; AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY another administrator than that of the
# default world. Ends with 0 if everything was as it should be.
set -euo pipefail

export AWS_ENDPOINT_URL=${ENDPOINT:-http://127.0.0.1:7870}
export AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-AKIARZPUZDIKKVJVIU2T}
export AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-StsSimExampleSecretAccessKeyForLoadTests}
export AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=""

step() { printf '\n== %s\n' "$1"; }

# expect CODE COMMAND...: the command must be refused, with this code
expect() {
  local code=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "expected $code, but it was allowed: $*" >&2
    return 1
  fi
  case $output in
    *"($code)"*) echo "refused as it should be: $code" ;;
    *) echo "expected $code, got: $output" >&2; return 1 ;;
  esac
}

# as "KEY SECRET [TOKEN]" COMMAND...: runs it with other credentials
as() {
  local key secret token
  read -r key secret token <<<"$1"
  shift
  if [ -n "$token" ]; then
    AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret AWS_SESSION_TOKEN=$token "$@"
  else
    AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret "$@"
  fi
}

new_key() { aws iam create-access-key --user-name "$1" --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text; }

assume() {
  aws sts assume-role --role-arn "$role" --role-session-name release-42 \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text
}

account=$(aws sts get-caller-identity --query Account --output text)

step "A policy, a group that has it, two users, one of them in the group"
policy=$(aws iam create-policy --policy-name may-deploy --query Policy.Arn --output text --policy-document '{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::'"$account"':role/deploy" }
}')
aws iam create-group --group-name engineers
aws iam attach-group-policy --group-name engineers --policy-arn "$policy"
aws iam create-user --user-name deployer --tags Key=team,Value=blue
aws iam create-user --user-name intern
aws iam add-user-to-group --group-name engineers --user-name deployer
deployer=$(new_key deployer)
intern=$(new_key intern)

step "A role that the account trusts, with a policy of its own"
role=$(aws iam create-role --role-name deploy --max-session-duration 7200 --query Role.Arn --output text --assume-role-policy-document '{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::'"$account"':root" }, "Action": "sts:AssumeRole" }
}')
aws iam put-role-policy --role-name deploy --policy-name read-users --policy-document '{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Action": "iam:GetUser", "Resource": "*" }
}'

step "Who has the permission may assume it, and then do what the role may"
session=$(as "$deployer" assume)
as "$session" aws sts get-caller-identity
as "$session" aws iam get-user --user-name deployer --query User.Arn
expect AccessDenied as "$session" aws iam list-users
expect AccessDenied as "$intern" assume

step "A second version of the policy takes effect with the next request, and the first one again"
aws iam create-policy-version --policy-arn "$policy" --set-as-default --policy-document '{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*" }
}'
expect AccessDenied as "$deployer" assume
aws iam set-default-policy-version --policy-arn "$policy" --version-id v1
as "$deployer" assume >/dev/null

step "A trust policy that names a user means that very user: another one of the same name is not trusted"
aws iam update-assume-role-policy --role-name deploy --policy-document '{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::'"$account"':user/deployer" }, "Action": "sts:AssumeRole" }
}'
as "$deployer" assume >/dev/null
expect DeleteConflict aws iam delete-user --user-name deployer
aws iam delete-access-key --user-name deployer --access-key-id "${deployer%%[[:space:]]*}"
aws iam remove-user-from-group --group-name engineers --user-name deployer
aws iam delete-user --user-name deployer
aws iam create-user --user-name deployer --query User.UserId
aws iam add-user-to-group --group-name engineers --user-name deployer
deployer=$(new_key deployer)
expect AccessDenied as "$deployer" assume
aws iam get-role --role-name deploy --query Role.AssumeRolePolicyDocument.Statement.Principal

step "All down again"
aws iam remove-user-from-group --group-name engineers --user-name deployer
for user in deployer intern; do
  for key in $(aws iam list-access-keys --user-name "$user" --query 'AccessKeyMetadata[].AccessKeyId' --output text); do
    aws iam delete-access-key --user-name "$user" --access-key-id "$key"
  done
  aws iam delete-user --user-name "$user"
done
aws iam detach-group-policy --group-name engineers --policy-arn "$policy"
aws iam delete-group --group-name engineers
aws iam delete-role-policy --role-name deploy --policy-name read-users
aws iam delete-role --role-name deploy
aws iam delete-policy-version --policy-arn "$policy" --version-id v2
aws iam delete-policy --policy-arn "$policy"
expect NoSuchEntity aws iam get-role --role-name deploy
expect NoSuchEntity aws iam get-policy --policy-arn "$policy"

printf '\nAll as it should be.\n'
