using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class ManagedPolicyTests(IamSimulator simulator)
{
    private const string ReadOnlyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_created_policy_is_there_with_its_description_its_tags_and_its_document()
    {
        string document = PolicyTexts.Allow("s3:Get*", "arn:aws:s3:::b/*");

        IamAnswer created = await _account.CallAsync(
            "CreatePolicy",
            ("PolicyName", "Reader"), ("Path", "/team/"), ("PolicyDocument", document), ("Description", "Reads & more"),
            ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "blue"));
        IamAnswer got = await _account.CallAsync("GetPolicy", ("PolicyArn", _account.PolicyArn("/team/Reader")));
        IamAnswer version = await _account.CallAsync("GetPolicyVersion", ("PolicyArn", _account.PolicyArn("/team/Reader")), ("VersionId", "v1"));

        created.IsSuccess();
        Assert.Equal(
            ("Reader", "/team/", _account.PolicyArn("/team/Reader"), "v1", "0", "0", "true"),
            (created.Text("Policy/PolicyName"), created.Text("Policy/Path"), created.Text("Policy/Arn"), created.Text("Policy/DefaultVersionId"),
                created.Text("Policy/AttachmentCount"), created.Text("Policy/PermissionsBoundaryUsageCount"), created.Text("Policy/IsAttachable")));
        Assert.Matches("^ANPA[A-Z2-7]{17}$", created.Text("Policy/PolicyId"));
        Assert.Equal(created.Text("Policy/CreateDate"), created.Text("Policy/UpdateDate"));
        Assert.Equal(["Team"], created.Texts("Policy/Tags/member/Key"));
        Assert.False(created.Has("Policy/Description"));
        Assert.Equal(created.Text("Policy/PolicyId"), got.IsSuccess().Text("Policy/PolicyId"));
        Assert.Equal("Reads & more", got.Text("Policy/Description"));
        Assert.Equal(["blue"], got.Texts("Policy/Tags/member/Value"));
        Assert.Equal(document, Uri.UnescapeDataString(version.Text("PolicyVersion/Document")));
        Assert.Equal("true", version.Text("PolicyVersion/IsDefaultVersion"));
    }

    [Fact]
    public async Task Names_are_taken_whatever_their_case_and_path()
    {
        await _account.CreatePolicyAsync("Taken", PolicyTexts.Allow("s3:*"));

        (await _account.CallAsync("CreatePolicy", ("PolicyName", "TAKEN"), ("Path", "/x/"), ("PolicyDocument", PolicyTexts.Allow("s3:*"))))
            .IsRefusal(409, "EntityAlreadyExists", "A policy called TAKEN already exists. Duplicate names are not allowed.");
    }

    [Fact]
    public async Task Parameters_are_held_to_the_service_model()
    {
        (await _account.CallAsync("CreatePolicy", ("PolicyName", "a b"), ("Path", "/a*/"), ("PolicyDocument", ""))).IsRefusal(
            400,
            "ValidationError",
            "4 validation errors detected: Value 'a b' at 'policyName' failed to satisfy constraint: "
            + @"Member must satisfy regular expression pattern: [\w+=,.@-]+; "
            + @"Value '/a*/' at 'path' failed to satisfy constraint: Member must satisfy regular expression pattern: ((/[A-Za-z0-9\.,\+@=_-]+)*)/; "
            + @"Value '' at 'policyDocument' failed to satisfy constraint: Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+; "
            + "Value '' at 'policyDocument' failed to satisfy constraint: Member must have length greater than or equal to 1");
        (await _account.CallAsync("ListPolicies", ("Scope", "Mine"))).IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value 'Mine' at 'scope' failed to satisfy constraint: Member must satisfy enum value set: [All, AWS, Local]");
        (await _account.CallAsync("GetPolicyVersion", ("PolicyArn", ReadOnlyArn), ("VersionId", "1"))).IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value '1' at 'versionId' failed to satisfy constraint: "
            + @"Member must satisfy regular expression pattern: v[1-9][0-9]*(\.[A-Za-z0-9-]*)?");
    }

    [Fact]
    public async Task A_document_out_of_order_is_refused_in_IAMs_words_wherever_it_is_sent()
    {
        string arn = await _account.CreatePolicyAsync("Ordered", PolicyTexts.Allow("s3:*"));
        foreach ((string document, string sentence) in ((string, string)[])
            [
                ("no JSON", "Syntax errors in policy."),
                ("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", "Policy document must be version 2012-10-17 or greater."),
                (PolicyTexts.Allow("s3"), "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
                (PolicyTexts.Allow("s3:*", "bucket"), "Resource bucket must be in ARN format or \"*\"."),
                ("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*"}}""", "Policy statement must contain resources."),
            ])
        {
            (await _account.CallAsync("CreatePolicy", ("PolicyName", "Broken"), ("PolicyDocument", document))).IsRefusal(400, "MalformedPolicyDocument", sentence);
            (await _account.CallAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", document))).IsRefusal(400, "MalformedPolicyDocument", sentence);
        }
    }

    [Fact]
    public async Task White_space_does_not_count_into_a_policys_size()
    {
        string overhead = PolicyTexts.Allow("s3:*", "arn:aws:s3:::");
        string longest = PolicyTexts.Allow("s3:*", "arn:aws:s3:::" + new string('b', 6144 - overhead.Length)) + new string('\n', 100);
        string tooLong = longest.Replace("bbb", "bbbb", StringComparison.Ordinal);

        string arn = await _account.CreatePolicyAsync("Longest", longest);

        (await _account.CallAsync("CreatePolicy", ("PolicyName", "TooLong"), ("PolicyDocument", tooLong)))
            .IsRefusal(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
        (await _account.CallAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", tooLong)))
            .IsRefusal(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
    }

    [Fact]
    public async Task A_list_has_the_policies_of_the_account_of_AWS_or_of_both()
    {
        await _account.CreatePolicyAsync("One", PolicyTexts.Allow("s3:*"));
        (await _account.CallAsync("CreatePolicy", ("PolicyName", "Two"), ("Path", "/team/"), ("PolicyDocument", PolicyTexts.Allow("s3:*")))).IsSuccess();

        string[] own = (await _account.CallAsync("ListPolicies", ("Scope", "Local"))).IsSuccess().Texts("Policies/member/PolicyName");
        string[] aws = (await _account.CallAsync("ListPolicies", ("Scope", "AWS"))).Texts("Policies/member/PolicyName");
        string[] all = (await _account.CallAsync("ListPolicies", ("MaxItems", "1000"))).Texts("Policies/member/PolicyName");

        Assert.Equal(["One", "Two"], own);
        Assert.Contains("ReadOnlyAccess", aws);
        Assert.Equal([.. own, .. aws], all);
        Assert.Equal(["Two"], (await _account.CallAsync("ListPolicies", ("Scope", "Local"), ("PathPrefix", "/team/"))).Texts("Policies/member/PolicyName"));
        Assert.Contains(
            "AWSLambdaBasicExecutionRole", (await _account.CallAsync("ListPolicies", ("PathPrefix", "/service-role/"))).Texts("Policies/member/PolicyName"));
    }

    [Fact]
    public async Task A_list_can_be_of_what_is_used_and_as_what()
    {
        string attached = await _account.CreatePolicyAsync("Attached", PolicyTexts.Allow("s3:*"));
        string bounding = await _account.CreatePolicyAsync("Bounding", PolicyTexts.Allow("s3:*"));
        await _account.CreatePolicyAsync("Unused", PolicyTexts.Allow("s3:*"));
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"), ("PermissionsBoundary", bounding))).IsSuccess();
        (await _account.CallAsync("AttachUserPolicy", ("UserName", "Ann"), ("PolicyArn", attached))).IsSuccess();

        IamAnswer used = await _account.CallAsync("ListPolicies", ("OnlyAttached", "true"));
        IamAnswer boundaries = await _account.CallAsync("ListPolicies", ("PolicyUsageFilter", "PermissionsBoundary"));
        IamAnswer permissions = await _account.CallAsync("ListPolicies", ("PolicyUsageFilter", "PermissionsPolicy"), ("Scope", "Local"));

        Assert.Equal(["Attached", "Bounding", "AdministratorAccess"], used.Texts("Policies/member/PolicyName"));
        Assert.Equal(["1", "0", "1"], used.Texts("Policies/member/AttachmentCount"));
        Assert.Equal(["0", "1", "0"], used.Texts("Policies/member/PermissionsBoundaryUsageCount"));
        Assert.Equal(["Bounding"], boundaries.Texts("Policies/member/PolicyName"));
        Assert.Equal(["Attached"], permissions.Texts("Policies/member/PolicyName"));
        Assert.False(used.Has("Policies/member/Description"));
    }

    [Fact]
    public async Task A_list_comes_in_pages_by_ARN()
    {
        foreach (string name in (string[])["c", "a", "B"])
        {
            await _account.CreatePolicyAsync(name, PolicyTexts.Allow("s3:*"));
        }

        IamAnswer first = await _account.CallAsync("ListPolicies", ("Scope", "Local"), ("MaxItems", "2"));
        IamAnswer second = await _account.CallAsync("ListPolicies", ("Scope", "Local"), ("Marker", first.Text("Marker")));

        Assert.Equal(["a", "B"], first.Texts("Policies/member/PolicyName"));
        Assert.Equal("true", first.Text("IsTruncated"));
        Assert.Equal(["c"], second.Texts("Policies/member/PolicyName"));
        Assert.Equal("false", second.Text("IsTruncated"));
    }

    [Fact]
    public async Task A_policy_of_AWS_is_shown_as_AWS_shows_it()
    {
        IamAnswer policy = (await _account.CallAsync("GetPolicy", ("PolicyArn", ReadOnlyArn))).IsSuccess();
        IamAnswer versions = (await _account.CallAsync("ListPolicyVersions", ("PolicyArn", ReadOnlyArn))).IsSuccess();
        string versionId = policy.Text("Policy/DefaultVersionId");
        IamAnswer version = await _account.CallAsync("GetPolicyVersion", ("PolicyArn", ReadOnlyArn), ("VersionId", versionId));

        Assert.Equal(
            ("ANPAILL3HVNFSB6DCOWYQ", "2015-02-06T18:39:48Z", "Provides read-only access to AWS services and resources."),
            (policy.Text("Policy/PolicyId"), policy.Text("Policy/CreateDate"), policy.Text("Policy/Description")));
        Assert.True(policy.Has("Policy/Tags"));
        Assert.Equal([versionId], versions.Texts("Versions/member/VersionId"));
        Assert.Contains("\"ec2:Describe*\"", Uri.UnescapeDataString(version.Text("PolicyVersion/Document")), StringComparison.Ordinal);
        Assert.Empty((await _account.CallAsync("ListPolicyTags", ("PolicyArn", ReadOnlyArn))).IsSuccess().Texts("Tags/member/Key"));
        (await _account.CallAsync("GetPolicyVersion", ("PolicyArn", ReadOnlyArn), ("VersionId", "v999"))).IsRefusal(
            404, "NoSuchEntity", $"Policy {ReadOnlyArn} version v999 does not exist or is not attachable.");
    }

    [Fact]
    public async Task A_policy_of_AWS_is_changed_by_nobody_else()
    {
        foreach ((string action, (string, string)[] parameters) in ((string, (string, string)[])[])
            [
                ("DeletePolicy", []),
                ("CreatePolicyVersion", [("PolicyDocument", PolicyTexts.Allow("s3:*"))]),
                ("DeletePolicyVersion", [("VersionId", "v1")]),
                ("SetDefaultPolicyVersion", [("VersionId", "v1")]),
                ("TagPolicy", [("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b")]),
                ("UntagPolicy", [("TagKeys.member.1", "a")]),
            ])
        {
            (await _account.CallAsync(action, [("PolicyArn", ReadOnlyArn), .. parameters])).IsRefusal(
                403,
                "AccessDenied",
                $"User: arn:aws:iam::{_account.Id}:user/admin is not authorized to perform: iam:{action} on resource: policy {ReadOnlyArn}");
        }
    }

    [Fact]
    public async Task A_policy_that_is_not_there_is_not_found_and_what_is_no_ARN_is_none()
    {
        string arn = _account.PolicyArn("/missing");
        foreach ((string action, (string, string)[] parameters) in ((string, (string, string)[])[])
            [
                ("GetPolicy", []),
                ("DeletePolicy", []),
                ("CreatePolicyVersion", [("PolicyDocument", PolicyTexts.Allow("s3:*"))]),
                ("GetPolicyVersion", [("VersionId", "v1")]),
                ("ListPolicyVersions", []),
                ("DeletePolicyVersion", [("VersionId", "v1")]),
                ("SetDefaultPolicyVersion", [("VersionId", "v1")]),
                ("TagPolicy", [("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b")]),
                ("UntagPolicy", [("TagKeys.member.1", "a")]),
                ("ListPolicyTags", []),
                ("ListEntitiesForPolicy", []),
            ])
        {
            (await _account.CallAsync(action, [("PolicyArn", arn), .. parameters])).IsRefusal(404, "NoSuchEntity", $"Policy {arn} was not found.");
            (await _account.CallAsync(action, [("PolicyArn", "longpolicynamebutnoarn"), .. parameters]))
                .IsRefusal(400, "ValidationError", "Invalid ARN:  Could not be parsed!");
        }
    }

    [Fact]
    public async Task A_policy_in_use_or_with_more_versions_is_not_deleted()
    {
        string arn = await _account.CreatePolicyAsync("Used", PolicyTexts.Allow("s3:*"));
        (await _account.CallAsync("CreateUser", ("UserName", "Ben"), ("PermissionsBoundary", arn))).IsSuccess();
        Task<IamAnswer> DeleteAsync() => _account.CallAsync("DeletePolicy", ("PolicyArn", arn));

        (await DeleteAsync()).IsRefusal(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        (await _account.CallAsync("DeleteUserPermissionsBoundary", ("UserName", "Ben"))).IsSuccess();
        (await _account.CallAsync("AttachUserPolicy", ("UserName", "Ben"), ("PolicyArn", arn))).IsSuccess();
        (await DeleteAsync()).IsRefusal(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        (await _account.CallAsync("DetachUserPolicy", ("UserName", "Ben"), ("PolicyArn", arn))).IsSuccess();
        (await _account.CallAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", PolicyTexts.Deny("s3:*")))).IsSuccess();
        (await DeleteAsync()).IsRefusal(
            409,
            "DeleteConflict",
            "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
            + "The default version is deleted with the policy.");
        (await _account.CallAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v2"))).IsSuccess();
        (await DeleteAsync()).IsSuccess();
        (await _account.CallAsync("GetPolicy", ("PolicyArn", arn))).IsRefusal(404, "NoSuchEntity", $"Policy {arn} was not found.");
    }

    [Fact]
    public async Task Tags_are_put_on_and_taken_off()
    {
        string arn = await _account.CreatePolicyAsync("Tagged", PolicyTexts.Allow("s3:*"));

        (await _account.CallAsync("TagPolicy", ("PolicyArn", arn), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"))).IsSuccess();
        (await _account.CallAsync(
            "TagPolicy", ("PolicyArn", arn), ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "b"), ("Tags.member.2.Key", "area"), ("Tags.member.2.Value", ""))).IsSuccess();

        IamAnswer tags = await _account.CallAsync("ListPolicyTags", ("PolicyArn", arn), ("MaxItems", "1"));
        Assert.Equal(["area"], tags.Texts("Tags/member/Key"));
        Assert.Equal(["Team"], (await _account.CallAsync("ListPolicyTags", ("PolicyArn", arn), ("Marker", tags.Text("Marker")))).Texts("Tags/member/Key"));
        (await _account.CallAsync("UntagPolicy", ("PolicyArn", arn), ("TagKeys.member.1", "TEAM"))).IsSuccess();
        Assert.Equal(["area"], (await _account.CallAsync("ListPolicyTags", ("PolicyArn", arn))).Texts("Tags/member/Key"));
        (await _account.CallAsync("TagPolicy", ("PolicyArn", arn), ("Tags.member.1.Key", "aws:x"), ("Tags.member.1.Value", "a")))
            .IsRefusal(400, "InvalidInput", "Tag keys beginning with 'aws:' are reserved for AWS use.");
    }

    [Fact]
    public async Task A_refusal_names_a_policy_as_AWS_does()
    {
        ClientKey nobody = await _account.CreateUserWithKeyAsync("nobody");
        string arn = _account.PolicyArn("/missing");

        (await _account.CallAsync(nobody, "GetPolicy", ("PolicyArn", arn))).IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{_account.Id}:user/nobody is not authorized to perform: iam:GetPolicy on resource: policy {arn} "
            + "because no identity-based policy allows the iam:GetPolicy action");
        (await _account.CallAsync(nobody, "ListPolicies")).IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{_account.Id}:user/nobody is not authorized to perform: iam:ListPolicies on resource: policy path / "
            + "because no identity-based policy allows the iam:ListPolicies action");
    }

    [Fact]
    public async Task A_permission_can_hang_on_the_tags_of_the_policy()
    {
        string arn = await _account.CreatePolicyAsync("Guarded", PolicyTexts.Allow("s3:*"));
        ClientKey tester = await _account.CreateUserWithKeyAsync("tester", PolicyTexts.AllowWhere("iam:GetPolicy", "aws:ResourceTag/open", "yes"));

        Assert.Equal(403, (await _account.CallAsync(tester, "GetPolicy", ("PolicyArn", arn))).Wire.Status);
        (await _account.CallAsync("TagPolicy", ("PolicyArn", arn), ("Tags.member.1.Key", "open"), ("Tags.member.1.Value", "yes"))).IsSuccess();
        (await _account.CallAsync(tester, "GetPolicy", ("PolicyArn", arn))).IsSuccess();
    }
}
