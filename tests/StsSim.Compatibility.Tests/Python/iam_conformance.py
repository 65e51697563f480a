"""Every operation of IAM named on the command line, called with boto3 and its answers held to botocore's service model:
first with real input, then by somebody who may nothing, then against each constraint of the model, then again and again
in whatever state that left. Prints a line of JSON; ends with 1 and the faults where there are any."""

import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.request

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, PaginationError, WaiterError
from botocore.session import get_session

from iam_model import Model, pattern_of

endpoint, operations = sys.argv[1], set(sys.argv[2:])

# There are no passwords here, so nothing is ever shown or deleted.
REFUSE_ALWAYS = {"GetLoginProfile": "NoSuchEntity", "DeleteLoginProfile": "NoSuchEntity"}

# Members of the model that no answer here has, of shapes that no answer here has: passwords, instance profiles and
# credentials that do not exist; and of shapes that are there.
ABSENT_SHAPES = {
    "LoginProfile", "InstanceProfile", "SSHPublicKeyMetadata", "ServiceSpecificCredentialMetadata", "SigningCertificate",
    "SAMLPrivateKey", "OrganizationsDecisionDetail"}
NEVER_SEEN = {
    "GetLoginProfileResponse.LoginProfile", "User.PasswordLastUsed",
    "GetMFADeviceResponse.Certifications",  # of FIDO keys
    "GetSAMLProviderResponse.AssertionEncryptionMode", "GetSAMLProviderResponse.PrivateKeyList",
    "EvaluationResult.OrganizationsDecisionDetail", "ResourceSpecificResult.EvalDecisionDetails",  # of organizations; across accounts
    *(f"List{name}Response.Marker" for name in (
        "AccountAliases", "InstanceProfilesForRole", "SSHPublicKeys", "ServiceSpecificCredentials", "SigningCertificates"))}

# Constraints of the model that are other rules here, docs/fidelity.md: AWS was seen to have a sentence of its own for
# thumbprints, and markers, which hold the key of an item, may be longer than the model's 320 characters.
OTHER_RULES = {
    ("thumbprintList.1.member", "Member must have length greater than or equal to 40"),
    ("thumbprintList.1.member", "Member must have length less than or equal to 40"),
    ("marker", "Member must have length less than or equal to 320"),
}

# Members of structures in lists.
VALID = {"Key": "key", "Value": "value", "ContextKeyName": "aws:SourceIp", "ContextKeyValues": ["192.0.2.1"], "ContextKeyType": "ip"}

model = Model()
calls = {}


def client(key=None):
    keys = dict(aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]) if key else {}
    config = Config(parameter_validation=False, retries={"total_max_attempts": 1})
    return model.watch(boto3.client("iam", endpoint_url=endpoint, region_name="us-east-1", config=config, **keys))


def call(operation, **parameters):
    """Succeeds, and is remembered to be called again."""
    answer = getattr(iam, xform_name(operation))(**parameters)
    calls.setdefault(operation, parameters)
    return answer


def code_of(caller, operation, parameters):
    """The error of a call, or None where it succeeded, and the message."""
    try:
        getattr(caller, xform_name(operation))(**parameters)
        return None, ""
    except ClientError as e:
        return e.response["Error"]["Code"], e.response["Error"].get("Message", "")


def policy(effect, action, resource="*", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": action, "Resource": resource, **more}]})


def code(seed, step):
    """RFC 6238, as the app of a device computes it."""
    digest = hmac.new(base64.b32decode(seed), step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def codes(seed, step):
    return {"AuthenticationCode1": code(seed, step - 1), "AuthenticationCode2": code(seed, step)}


iam = client()
names = ("ann", "bob", "cy")
tags = [{"Key": f"key-{name}", "Value": name} for name in names]
read = policy("Allow", ["iam:GetUser", "iam:ListUsers"], Condition={
    "StringEquals": {"aws:PrincipalTag/team": "blue", "aws:RequestedRegion": "eu-west-1"}})
deny = policy("Deny", "iam:DeleteUser")


def build():
    """Three of everything where there can be three, so that there are pages."""
    policies = [
        call("CreatePolicy", PolicyName=f"policy-{name}", Path="/team/", PolicyDocument=read, Description="reads", Tags=tags)["Policy"]["Arn"]
        for name in names]
    boundary = call("CreatePolicy", PolicyName="boundary", PolicyDocument=policy("Allow", "*"))["Policy"]["Arn"]
    for name in names:
        call("CreateUser", UserName=name, Path="/team/", PermissionsBoundary=boundary, Tags=tags)
        call("CreateGroup", GroupName=f"group-{name}", Path="/team/")
    account = boundary.split(":")[4]
    trust = json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:user/admin"}, "Action": "sts:AssumeRole"}]})
    for name in names:
        call("CreateRole", RoleName=f"role-{name}", Path="/team/", AssumeRolePolicyDocument=trust, Description="a role",
             MaxSessionDuration=7200, PermissionsBoundary=boundary, Tags=tags)
    sts = boto3.client("sts", endpoint_url=endpoint, region_name="us-east-1")
    sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/team/role-ann", RoleSessionName="s-1")
    assumed = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/team/role-ann", RoleSessionName="s-1")["Credentials"]
    boto3.client(
        "sts", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id=assumed["AccessKeyId"],
        aws_secret_access_key=assumed["SecretAccessKey"], aws_session_token=assumed["SessionToken"]).get_caller_identity()
    for kind, holders in (("User", names), ("Group", [f"group-{name}" for name in names]), ("Role", [f"role-{name}" for name in names])):
        for holder in holders:
            call(f"Attach{kind}Policy", **{f"{kind}Name": holder}, PolicyArn=policies[0])
        for number, name in enumerate(names):
            call(f"Attach{kind}Policy", **{f"{kind}Name": holders[0]}, PolicyArn=policies[number])
            call(f"Put{kind}Policy", **{f"{kind}Name": holders[0]}, PolicyName=f"inline-{name}", PolicyDocument=read)
    for name in names:
        call("AddUserToGroup", GroupName="group-ann", UserName=name)
        call("AddUserToGroup", GroupName=f"group-{name}", UserName="ann")
    for document in (deny, read):
        call("CreatePolicyVersion", PolicyArn=policies[0], PolicyDocument=document, SetAsDefault=False)
    call("CreateAccountAlias", AccountAlias=f"conformance-{account}")
    keys = [call("CreateAccessKey", UserName="ann")["AccessKey"] for _ in range(2)]
    boto3.client("sts", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id=keys[0]["AccessKeyId"],
                 aws_secret_access_key=keys[0]["SecretAccessKey"]).get_caller_identity()
    issuer = "https://{}.example.com"
    oidc = [call("CreateOpenIDConnectProvider", Url=issuer.format(name), ClientIDList=["app"], ThumbprintList=["a" * 40], Tags=tags)
            ["OpenIDConnectProviderArn"] for name in names]
    metadata = urllib.request.build_opener(urllib.request.ProxyHandler({})).open(endpoint.rstrip("/") + "/_stssim/idp/saml/metadata").read().decode()
    saml = [call("CreateSAMLProvider", Name=f"idp-{name}", SAMLMetadataDocument=metadata, Tags=tags)["SAMLProviderArn"] for name in names]
    devices = [call("CreateVirtualMFADevice", VirtualMFADeviceName=f"device-{name}", Path="/team/", Tags=tags)["VirtualMFADevice"] for name in names]
    step = int(time.time()) // 30
    for device in devices[:2]:
        call("EnableMFADevice", UserName="ann", SerialNumber=device["SerialNumber"], **codes(device["Base32StringSeed"], step - 20))
    call("ResyncMFADevice", UserName="ann", SerialNumber=devices[0]["SerialNumber"], **codes(devices[0]["Base32StringSeed"], step))
    call("EnableOutboundWebIdentityFederation")
    call("SetSecurityTokenServicePreferences", GlobalEndpointTokenVersion="v2Token")
    return dict(policies=policies, boundary=boundary, account=account, trust=trust, keys=keys, oidc=oidc, saml=saml,
                metadata=metadata, devices=[device["SerialNumber"] for device in devices])


def look(built):
    """Everything that is there is read, and changed and read again."""
    user, group, role = {"UserName": "ann"}, {"GroupName": "group-ann"}, {"RoleName": "role-ann"}
    arn, device = {"PolicyArn": built["policies"][0]}, {"SerialNumber": built["devices"][0]}
    oidc, saml = {"OpenIDConnectProviderArn": built["oidc"][0]}, {"SAMLProviderArn": built["saml"][0]}

    call("UpdateUser", **user, NewPath="/team/blue/")
    call("UpdateGroup", **group, NewPath="/team/blue/")
    call("UpdateRole", **role, Description="another", MaxSessionDuration=3600)
    call("UpdateRoleDescription", **role, Description="a third")
    call("UpdateAssumeRolePolicy", **role, PolicyDocument=built["trust"])
    call("UpdateAccessKey", **user, AccessKeyId=built["keys"][1]["AccessKeyId"], Status="Inactive")
    call("UpdateOpenIDConnectProviderThumbprint", **oidc, ThumbprintList=["b" * 40])
    call("AddClientIDToOpenIDConnectProvider", **oidc, ClientID="app-2")
    call("UpdateSAMLProvider", **saml, SAMLMetadataDocument=built["metadata"])
    call("SetDefaultPolicyVersion", **arn, VersionId="v2")
    for kind, named in (("User", user), ("Role", role)):
        call(f"Delete{kind}PermissionsBoundary", **named)
        call(f"Put{kind}PermissionsBoundary", **named, PermissionsBoundary=built["boundary"])
    for kind, named in (
            ("User", user), ("Role", role), ("Policy", arn), ("MFADevice", device), ("OpenIDConnectProvider", oidc), ("SAMLProvider", saml)):
        call(f"Tag{kind}", **named, Tags=[{"Key": "more", "Value": ""}])
        call(f"Untag{kind}", **named, TagKeys=["more"])

    for name, kind in (("User", user), ("Group", group), ("Role", role)):
        call(f"Get{name}", **kind)
        call(f"Get{name}Policy", **kind, PolicyName="inline-ann")
    call("GetPolicy", **arn)
    call("GetPolicyVersion", **arn, VersionId="v1")
    call("GetOpenIDConnectProvider", **oidc)
    call("GetSAMLProvider", **saml)
    call("GetMFADevice", **user, **device)
    call("GetOutboundWebIdentityFederationInfo")
    call("GetAccountSummary")
    for key in built["keys"]:
        call("GetAccessKeyLastUsed", AccessKeyId=key["AccessKeyId"])
    call("ListOpenIDConnectProviders")
    call("ListSAMLProviders")
    call("ListServiceSpecificCredentials", **user)
    call("GetContextKeysForCustomPolicy", PolicyInputList=[read])
    call("GetContextKeysForPrincipalPolicy", PolicySourceArn=f"arn:aws:iam::{built['account']}:user/team/blue/ann")
    for operation, expected in REFUSE_ALWAYS.items():
        calls[operation] = user
        found, _ = code_of(iam, operation, user)
        if found != expected:
            model.faults.append(f"{operation}: {found} instead of {expected}")


def read_in_pages(built):
    """Each paginator of botocore, one item a page and all in one. Returns the pages that were read one by one."""
    user, group, role = {"UserName": "ann"}, {"GroupName": "group-ann"}, {"RoleName": "role-ann"}
    arn, simulated = {"PolicyArn": built["policies"][0]}, {"ActionNames": ["iam:GetUser", "iam:DeleteUser", "s3:ListBucket"]}
    bucket = json.loads(policy("Allow", "s3:*", "arn:aws:s3:::b"))
    bucket["Statement"][0]["Principal"] = "*"
    inputs = {
        "GetAccountAuthorizationDetails": {}, "GetGroup": group, "ListAccessKeys": user, "ListAccountAliases": {},
        "ListAttachedGroupPolicies": group, "ListAttachedRolePolicies": role, "ListAttachedUserPolicies": user,
        "ListEntitiesForPolicy": arn, "ListGroupPolicies": group, "ListGroups": {"PathPrefix": "/team/"}, "ListGroupsForUser": user,
        "ListInstanceProfilesForRole": role, "ListMFADevices": user, "ListPolicies": {"Scope": "Local"}, "ListPolicyVersions": arn,
        "ListRolePolicies": role, "ListRoles": {"PathPrefix": "/team/"}, "ListSigningCertificates": user, "ListSSHPublicKeys": user,
        "ListUserPolicies": user, "ListUsers": {"PathPrefix": "/team/"}, "ListVirtualMFADevices": {},
        "ListUserTags": user, "ListMFADeviceTags": {"SerialNumber": built["devices"][0]},
        "ListOpenIDConnectProviderTags": {"OpenIDConnectProviderArn": built["oidc"][0]}, "ListPolicyTags": arn, "ListRoleTags": role,
        "ListSAMLProviderTags": {"SAMLProviderArn": built["saml"][0]},
        "SimulateCustomPolicy": {"PolicyInputList": [read, deny], "PermissionsBoundaryPolicyInputList": [read], **simulated},
        "SimulatePrincipalPolicy": {
            "PolicySourceArn": f"arn:aws:iam::{built['account']}:user/team/blue/ann", "PolicyInputList": [deny],
            "ResourceArns": ["arn:aws:s3:::b"], "ResourcePolicy": json.dumps(bucket), "ResourceOwner": built["account"], **simulated},
    }
    few = {
        "ListAccountAliases": 1, "ListAccessKeys": 2, "ListMFADevices": 2,
        "ListInstanceProfilesForRole": 0, "ListSigningCertificates": 0, "ListSSHPublicKeys": 0}
    paginators = {name: config for name, config in PAGINATORS.items() if name in operations}
    calls.update((name, inputs[name]) for name in paginators)
    read_one_by_one = 0
    for name, config in paginators.items():
        lists = config["result_key"] if isinstance(config["result_key"], list) else [config["result_key"]]
        whole = getattr(iam, xform_name(name))(**inputs[name], MaxItems=1000)
        paginator = iam.get_paginator(xform_name(name))
        try:
            pages = list(paginator.paginate(**inputs[name], PaginationConfig={"PageSize": 1}))
        except PaginationError as e:
            model.faults.append(f"{name}: {e}")
            continue
        read_one_by_one += len(pages)
        for key in lists:
            joined = [item for page in pages for item in page[key]]
            if joined != whole[key]:
                model.faults.append(f"{name}: {key} in pages {joined} is not {whole[key]}")
        items = sum(len(whole[key]) for key in lists)
        if whole["IsTruncated"] or items < few.get(name, 3) or len(pages) != max(items, 1):
            model.faults.append(f"{name}: {items} items, {len(pages)} pages")
        for page in pages:
            if page["IsTruncated"] != (page is not pages[-1]) or page["IsTruncated"] != ("Marker" in page):
                model.faults.append(f"{name}: IsTruncated {page['IsTruncated']}, Marker {page.get('Marker')} of page {pages.index(page) + 1}")
    paginator = iam.get_paginator("list_policies")
    everything = [
        [item["Arn"] for page in paginator.paginate(PaginationConfig={"PageSize": size}) for item in page["Policies"]] for size in (10, 1000)]
    if everything[0] != everything[1] or len(everything[0]) < 50:
        model.faults.append(f"ListPolicies: AWS's own policies differ with the size of the page: {everything}")
    return read_one_by_one


def wait(built):
    """The waiters: content with what is there, and not with what is not."""
    for name, parameter, there in (
            ("user_exists", "UserName", "ann"), ("role_exists", "RoleName", "role-ann"), ("policy_exists", "PolicyArn", built["boundary"])):
        iam.get_waiter(name).wait(**{parameter: there}, WaiterConfig={"Delay": 0, "MaxAttempts": 1})
        try:
            iam.get_waiter(name).wait(**{parameter: f"{there}-none"}, WaiterConfig={"Delay": 0, "MaxAttempts": 2})
            model.faults.append(f"{name}: does not wait for what is not there")
        except WaiterError as e:
            if "Max attempts exceeded" not in str(e):
                model.faults.append(f"{name}: {e}")


def be_refused(caller):
    """Somebody without a policy may call nothing."""
    for operation in sorted(operations):
        found, message = code_of(caller, operation, calls[operation])
        if found != "AccessDenied" or "is not authorized to perform: iam:" not in message:
            model.faults.append(f"{operation}: {found} {message!r} instead of AccessDenied")


def break_constraints():
    """Each constraint of the model on members at the top and one level down in lists, one at a time, and then all that is
    required left out at once. Returns how many."""
    broken = 0
    for operation in sorted(operations):
        shape = iam.meta.service_model.operation_model(operation).input_shape
        for name, member in shape.members.items() if shape else ():
            cases = [*broken_values(member, name[0].lower() + name[1:])]
            if name in shape.required_members:
                cases.append((None, "Member must not be null", name[0].lower() + name[1:]))
            for value, constraint, place in cases:
                if (place, constraint) in OTHER_RULES:
                    continue
                parameters = {key: given for key, given in {**calls[operation], name: value}.items() if given is not None}
                found, message = code_of(iam, operation, parameters)
                broken += 1
                told = f"at '{place}' failed to satisfy constraint: {constraint}"
                message = in_order(message) if "enum value" in constraint else message
                if found != "ValidationError" or not message.startswith("1 validation error detected: ") or told not in message:
                    model.faults.append(f"{operation}: {name}={str(value)[:40]!r}: {found} {message[:300]!r} instead of {told}")
            if member.type_name == "integer":
                found, _ = code_of(iam, operation, {**calls[operation], name: "ten"})
                broken += 1
                if found != "MalformedInput":
                    model.faults.append(f"{operation}: {name}=ten: {found} instead of MalformedInput")
        if shape and shape.required_members:
            places = [f"Value null at '{name[0].lower() + name[1:]}' failed" for name in shape.members if name in shape.required_members]
            found, message = code_of(iam, operation, {})
            broken += 1
            at = [message.find(place) for place in places]
            if found != "ValidationError" or not message.startswith(f"{len(at)} validation error") or -1 in at or at != sorted(at):
                model.faults.append(f"{operation}: {found} {message!r} without any parameter")
    return broken


def broken_values(member, place):
    """Values that break one constraint each, with the constraint and the place that the answer must name."""
    yield from ((value, constraint, place) for value, constraint in violations(member))
    if member.type_name != "list":
        return
    item, most = member.member, member.metadata.get("max")
    if item.type_name == "string":
        yield from (([value], constraint, f"{place}.1.member") for value, constraint in violations(item))
    else:
        whole = {name: VALID[name] for name in item.members}
        for name, part in item.members.items():
            wire = f"{place}.1.member.{name[0].lower() + name[1:]}"
            yield from (([{**whole, name: value}], constraint, wire) for value, constraint in violations(part))
            if name in item.required_members:
                yield [{key: value for key, value in whole.items() if key != name}], "Member must not be null", wire
    if most:
        items = [f"item-{n}" if item.type_name == "string" else {"Key": f"item-{n}", "Value": ""} for n in range(most + 1)]
        yield items, f"Member must have length less than or equal to {most}", place


def in_order(message):
    """A message with the values of its set in order: AWS's is that of a hash table."""
    head, _, values = message.rpartition("[")
    return f"{head}[{', '.join(sorted(values.rstrip(']').split(', ')))}]"


def violations(shape):
    least, most, pattern = shape.metadata.get("min", 0), shape.metadata.get("max"), pattern_of(shape)
    if shape.type_name == "integer":
        yield from [] if least is None else [(least - 1, f"Member must have value greater than or equal to {least}")]
        yield from [] if most is None else [(most + 1, f"Member must have value less than or equal to {most}")]
    if shape.type_name != "string":
        return
    if shape.enum:
        yield "none-of-these", in_order(f"Member must satisfy enum value set: [{', '.join(shape.enum)}]")
        return
    for text in ("", "a" * (least - 1), "1" * (least - 1)):
        if len(text) < least and (text or least == 1) and (not pattern or pattern.fullmatch(text)):
            yield text, f"Member must have length greater than or equal to {least}"
            break
    for fill in ("a", "1", "/"):
        if most and most < 1_000_000 and (not pattern or pattern.fullmatch(fill * (most + 1))):
            yield fill * (most + 1), f"Member must have length less than or equal to {most}"
            break
    for text in ("a b" * 10, "\N{SNOWMAN}" * 24):
        if pattern and not pattern.fullmatch(text) and least <= len(text) <= (most or len(text)):
            yield text, "Member must satisfy regular expression pattern: "
            break


def tear_down(built):
    for kind, holders in (("User", names), ("Group", [f"group-{name}" for name in names]), ("Role", [f"role-{name}" for name in names])):
        for number, name in enumerate(names):
            call(f"Detach{kind}Policy", **{f"{kind}Name": holders[0]}, PolicyArn=built["policies"][number])
            call(f"Delete{kind}Policy", **{f"{kind}Name": holders[0]}, PolicyName=f"inline-{name}")
        for holder in holders[1:]:
            call(f"Detach{kind}Policy", **{f"{kind}Name": holder}, PolicyArn=built["policies"][0])
    call("RemoveClientIDFromOpenIDConnectProvider", OpenIDConnectProviderArn=built["oidc"][0], ClientID="app-2")
    for arn in built["oidc"]:
        call("DeleteOpenIDConnectProvider", OpenIDConnectProviderArn=arn)
    for arn in built["saml"]:
        call("DeleteSAMLProvider", SAMLProviderArn=arn)
    for device in built["devices"][:2]:
        call("DeactivateMFADevice", UserName="ann", SerialNumber=device)
    for device in built["devices"]:
        call("DeleteVirtualMFADevice", SerialNumber=device)
    for key in built["keys"]:
        call("DeleteAccessKey", UserName="ann", AccessKeyId=key["AccessKeyId"])
    for group, user in {("group-ann", name) for name in names} | {(f"group-{name}", "ann") for name in names}:
        call("RemoveUserFromGroup", GroupName=group, UserName=user)
    for name in names:
        call("DeleteUser", UserName=name)
        call("DeleteGroup", GroupName=f"group-{name}")
        call("DeleteRole", RoleName=f"role-{name}")
    for version in ("v1", "v3"):
        call("DeletePolicyVersion", PolicyArn=built["policies"][0], VersionId=version)
    for arn in [*built["policies"], built["boundary"]]:
        call("DeletePolicy", PolicyArn=arn)
    call("DeleteAccountAlias", AccountAlias=f"conformance-{built['account']}")
    call("DisableOutboundWebIdentityFederation")


def never_seen():
    """Members of output shapes that no answer had, of the operations here."""
    missing, shapes = set(), set()

    def visit(shape):
        if shape is None or shape.name in shapes:
            return
        shapes.add(shape.name)
        if shape.type_name == "structure":
            seen = model.seen.get(shape.name, set())
            missing.update(f"{shape.name}.{name}" for name in shape.members if name not in seen and (seen or shape.name not in ABSENT_SHAPES))
            for member in shape.members.values():
                visit(member)
        elif shape.type_name == "list":
            visit(shape.member)
        elif shape.type_name == "map":
            visit(shape.key)
            visit(shape.value)

    for operation in operations:
        visit(iam.meta.service_model.operation_model(operation).output_shape)
    return missing


loader = get_session().get_component("data_loader")
PAGINATORS = loader.load_service_model("iam", "paginators-1")["pagination"]
unknown = operations - set(iam.meta.service_model.operation_names)
assert not unknown, f"botocore knows no {sorted(unknown)}"


def main():
    call("CreateUser", UserName="nobody")
    nobody = client(call("CreateAccessKey", UserName="nobody")["AccessKey"])
    built = build()
    look(built)
    pages = read_in_pages(built)
    wait(built)
    tear_down(built)
    for operation in sorted(operations - calls.keys()):
        model.faults.append(f"{operation}: is never called")
    for operation in sorted(operations - model.succeeded - REFUSE_ALWAYS.keys()):
        model.faults.append(f"{operation}: has no answer that is as in the model")
    operations.intersection_update(calls)
    be_refused(nobody)
    constraints = break_constraints()
    for _ in range(3):
        for operation in sorted(operations):
            code_of(iam, operation, calls[operation])
    for operation in sorted(REFUSE_ALWAYS.keys() & model.succeeded):
        model.faults.append(f"{operation}: succeeds, and is listed as one that never does")
    unseen = never_seen()
    for member in sorted(unseen ^ NEVER_SEEN):
        model.faults.append(f"{member}: {'is in no answer' if member in unseen else 'is in an answer, and listed as in none'}")

    print(json.dumps({
        "operations": len(operations), "answers": model.answers, "pages": pages, "constraints": constraints,
        "refusals": sum(len(found) for found in model.refused.values())}))


try:
    main()
finally:
    print("\n".join(dict.fromkeys(model.faults)), file=sys.stderr)
sys.exit(1 if model.faults else 0)
