"""Users, roles and policies built, tried and torn down with boto3's iam and sts clients alone. Prints a line of JSON."""

import json
import sys

import boto3
from botocore.exceptions import ClientError

endpoint = sys.argv[1]


def clients(credentials=None):
    keys = {} if credentials is None else dict(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"))
    return tuple(boto3.client(service, endpoint_url=endpoint, region_name="us-east-1", **keys) for service in ("iam", "sts"))


def refused(code, call, **parameters):
    try:
        call(**parameters)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e
        return e
    raise AssertionError(f"expected {code}")


def policy(effect, action, resource="*"):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": action, "Resource": resource}]})


def trust(principal):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}]})


def principal_of(role):
    return role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]["AWS"]


iam, sts = clients()
account = sts.get_caller_identity()["Account"]

# Built: a managed policy through a group, two users, a role.
may_deploy = iam.create_policy(
    PolicyName="may-deploy", Path="/team/", PolicyDocument=policy("Allow", "sts:AssumeRole", f"arn:aws:iam::{account}:role/deploy"))["Policy"]["Arn"]
iam.create_group(GroupName="engineers")
iam.attach_group_policy(GroupName="engineers", PolicyArn=may_deploy)
for name in ("deployer", "intern"):
    iam.create_user(UserName=name, Tags=[{"Key": "team", "Value": "blue"}])
iam.add_user_to_group(GroupName="engineers", UserName="deployer")
keys = {name: iam.create_access_key(UserName=name)["AccessKey"] for name in ("deployer", "intern")}
role = iam.create_role(
    RoleName="deploy", MaxSessionDuration=7200, Description="deploys",
    AssumeRolePolicyDocument=trust(f"arn:aws:iam::{account}:root"), Tags=[{"Key": "env", "Value": "test"}])["Role"]
iam.put_role_policy(RoleName="deploy", PolicyName="read-users", PolicyDocument=policy("Allow", "iam:GetUser"))
assume = {"RoleArn": role["Arn"], "RoleSessionName": "release-42", "DurationSeconds": 7200}

# Assumed with permission and without.
session = clients(keys["deployer"])[1].assume_role(**assume)
assert session["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{account}:assumed-role/deploy/release-42"
session_iam, session_sts = clients(session["Credentials"])
assert session_sts.get_caller_identity()["UserId"] == f"{role['RoleId']}:release-42"
assert session_iam.get_user(UserName="intern")["User"]["Tags"] == [{"Key": "team", "Value": "blue"}]
refused("AccessDenied", session_iam.list_users)
refused("AccessDenied", clients(keys["intern"])[1].assume_role, **assume)
iam.update_access_key(UserName="deployer", AccessKeyId=keys["deployer"]["AccessKeyId"], Status="Inactive")
refused("InvalidClientTokenId", clients(keys["deployer"])[1].get_caller_identity)
iam.update_access_key(UserName="deployer", AccessKeyId=keys["deployer"]["AccessKeyId"], Status="Active")

# What changes counts with the next request.
iam.create_policy_version(PolicyArn=may_deploy, PolicyDocument=policy("Deny", "sts:AssumeRole"), SetAsDefault=True)
refused("AccessDenied", clients(keys["deployer"])[1].assume_role, **assume)
iam.set_default_policy_version(PolicyArn=may_deploy, VersionId="v1")
clients(keys["deployer"])[1].assume_role(**assume)

# A trust in a user is a trust in that very user.
iam.update_assume_role_policy(RoleName="deploy", PolicyDocument=trust(f"arn:aws:iam::{account}:user/deployer"))
assert principal_of(iam.get_role(RoleName="deploy")["Role"]) == f"arn:aws:iam::{account}:user/deployer"
clients(keys["deployer"])[1].assume_role(**assume)
first_id = iam.get_user(UserName="deployer")["User"]["UserId"]
refused("DeleteConflict", iam.delete_user, UserName="deployer")
iam.remove_user_from_group(GroupName="engineers", UserName="deployer")
iam.delete_access_key(UserName="deployer", AccessKeyId=keys["deployer"]["AccessKeyId"])
iam.delete_user(UserName="deployer")
iam.create_user(UserName="deployer")
iam.add_user_to_group(GroupName="engineers", UserName="deployer")
keys["deployer"] = iam.create_access_key(UserName="deployer")["AccessKey"]
refused("AccessDenied", clients(keys["deployer"])[1].assume_role, **assume)
assert principal_of(iam.get_role(RoleName="deploy")["Role"]) == first_id
refused("MalformedPolicyDocument", iam.update_assume_role_policy, RoleName="deploy", PolicyDocument=trust(f"arn:aws:iam::{account}:user/nobody"))

# Read back in pages.
pages = iam.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 1})
users = [user["UserName"] for page in pages for user in page["Users"]]
assert {"deployer", "intern"} <= set(users), users
assert iam.get_account_summary()["SummaryMap"]["Users"] == len(users)
decision = iam.simulate_principal_policy(
    PolicySourceArn=f"arn:aws:iam::{account}:user/deployer", ActionNames=["sts:AssumeRole"], ResourceArns=[role["Arn"]])["EvaluationResults"][0]
assert decision["EvalDecision"] == "allowed", decision

# Torn down.
iam.remove_user_from_group(GroupName="engineers", UserName="deployer")
for name in ("deployer", "intern"):
    iam.delete_access_key(UserName=name, AccessKeyId=keys[name]["AccessKeyId"])
    iam.delete_user(UserName=name)
refused("DeleteConflict", iam.delete_policy, PolicyArn=may_deploy)
iam.detach_group_policy(GroupName="engineers", PolicyArn=may_deploy)
iam.delete_group(GroupName="engineers")
refused("DeleteConflict", iam.delete_role, RoleName="deploy")
iam.delete_role_policy(RoleName="deploy", PolicyName="read-users")
iam.delete_role(RoleName="deploy")
iam.delete_policy_version(PolicyArn=may_deploy, VersionId="v2")
iam.delete_policy(PolicyArn=may_deploy)
refused("NoSuchEntity", iam.get_role, RoleName="deploy")
refused("NoSuchEntity", iam.get_policy, PolicyArn=may_deploy)
refused("NoSuchEntity", iam.get_user, UserName="deployer")

print(json.dumps({"users": [user["UserName"] for user in iam.list_users()["Users"]], "policies": iam.list_policies(Scope="Local")["Policies"]}))
