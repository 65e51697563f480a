using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class PolicyAttachmentTests(PolicySimulator simulator)
{
    private const string S3ReadArn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    private const string LambdaArn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

    private static readonly string[] Kinds = ["User", "Group", "Role"];

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_policy_is_attached_listed_and_detached()
    {
        await CreateHoldersAsync();
        foreach (string kind in Kinds)
        {
            (string, string) holder = NameOf(kind);
            (await _account.CallAsync($"Attach{kind}Policy", holder, ("PolicyArn", S3ReadArn))).IsSuccess();
            (await _account.CallAsync($"Attach{kind}Policy", holder, ("PolicyArn", LambdaArn))).IsSuccess();
            (await _account.CallAsync($"Attach{kind}Policy", holder, ("PolicyArn", S3ReadArn))).IsSuccess();

            IamAnswer all = (await _account.CallAsync($"ListAttached{kind}Policies", holder)).IsSuccess();
            IamAnswer first = await _account.CallAsync($"ListAttached{kind}Policies", holder, ("MaxItems", "1"));
            IamAnswer second = await _account.CallAsync($"ListAttached{kind}Policies", holder, ("Marker", first.Text("Marker")));

            Assert.Equal(["AmazonS3ReadOnlyAccess", "AWSLambdaBasicExecutionRole"], all.Texts("AttachedPolicies/member/PolicyName"));
            Assert.Equal([S3ReadArn, LambdaArn], all.Texts("AttachedPolicies/member/PolicyArn"));
            Assert.Equal([S3ReadArn], first.Texts("AttachedPolicies/member/PolicyArn"));
            Assert.Equal([LambdaArn], second.Texts("AttachedPolicies/member/PolicyArn"));
            Assert.Equal(
                [LambdaArn], (await _account.CallAsync($"ListAttached{kind}Policies", holder, ("PathPrefix", "/service-role/"))).Texts("AttachedPolicies/member/PolicyArn"));

            (await _account.CallAsync($"Detach{kind}Policy", holder, ("PolicyArn", S3ReadArn))).IsSuccess();
            (await _account.CallAsync($"Detach{kind}Policy", holder, ("PolicyArn", S3ReadArn)))
                .IsRefusal(404, "NoSuchEntity", $"Policy {S3ReadArn} was not found.");
            Assert.Equal([LambdaArn], (await _account.CallAsync($"ListAttached{kind}Policies", holder)).Texts("AttachedPolicies/member/PolicyArn"));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_neither_attached_nor_attached_to()
    {
        await CreateHoldersAsync();
        string missing = _account.PolicyArn("/missing");
        foreach (string kind in Kinds)
        {
            (await _account.CallAsync($"Attach{kind}Policy", NameOf(kind), ("PolicyArn", missing)))
                .IsRefusal(404, "NoSuchEntity", $"Policy {missing} does not exist or is not attachable.");
            string word = kind.ToLowerInvariant();
            foreach (string action in (string[])[$"Attach{kind}Policy", $"Detach{kind}Policy", $"ListAttached{kind}Policies"])
            {
                (await _account.CallAsync(action, ($"{kind}Name", "nobody"), ("PolicyArn", S3ReadArn)))
                    .IsRefusal(404, "NoSuchEntity", $"The {word} with name nobody cannot be found.");
            }

            foreach (string action in (string[])[$"Attach{kind}Policy", $"Detach{kind}Policy"])
            {
                (await _account.CallAsync(action, NameOf(kind), ("PolicyArn", "AmazonS3ReadOnlyAccess")))
                    .IsRefusal(400, "ValidationError", "Invalid ARN:  Could not be parsed!");
            }
        }
    }

    [Fact]
    public async Task Ten_policies_are_attached_at_most()
    {
        await CreateHoldersAsync();
        for (int i = 0; i < 10; i++)
        {
            string arn = await _account.CreatePolicyAsync($"policy-{i}", PolicyTexts.Allow("s3:*"));
            foreach (string kind in Kinds)
            {
                (await _account.CallAsync($"Attach{kind}Policy", NameOf(kind), ("PolicyArn", arn))).IsSuccess();
            }
        }

        foreach (string kind in Kinds)
        {
            (await _account.CallAsync($"Attach{kind}Policy", NameOf(kind), ("PolicyArn", S3ReadArn)))
                .IsRefusal(409, "LimitExceeded", $"Cannot exceed quota for PoliciesPer{kind}: 10");
        }
    }

    [Fact]
    public async Task A_policy_tells_what_it_is_attached_to_and_what_it_bounds()
    {
        await CreateHoldersAsync();
        string arn = await _account.CreatePolicyAsync("Shared", PolicyTexts.Allow("s3:*"));
        (await _account.CallAsync("CreateUser", ("UserName", "Bounded"), ("Path", "/b/"), ("PermissionsBoundary", arn))).IsSuccess();
        (await _account.CallAsync("PutRolePermissionsBoundary", NameOf("Role"), ("PermissionsBoundary", arn))).IsSuccess();
        foreach (string kind in Kinds)
        {
            (await _account.CallAsync($"Attach{kind}Policy", NameOf(kind), ("PolicyArn", arn))).IsSuccess();
        }

        IamAnswer policy = await _account.CallAsync("GetPolicy", ("PolicyArn", arn));
        IamAnswer all = (await ListEntitiesAsync(arn)).IsSuccess();
        IamAnswer boundaries = await ListEntitiesAsync(arn, ("PolicyUsageFilter", "PermissionsBoundary"));
        IamAnswer permissions = await ListEntitiesAsync(arn, ("PolicyUsageFilter", "PermissionsPolicy"));

        Assert.Equal(("3", "2"), (policy.Text("Policy/AttachmentCount"), policy.Text("Policy/PermissionsBoundaryUsageCount")));
        Assert.Equal(["Readers"], all.Texts("PolicyGroups/member/GroupName"));
        Assert.Matches("^AGPA", all.Text("PolicyGroups/member/GroupId"));
        Assert.Equal(["Ann", "Bounded"], all.Texts("PolicyUsers/member/UserName"));
        Assert.Equal(["app"], all.Texts("PolicyRoles/member/RoleName"));
        Assert.Matches("^AROA", all.Text("PolicyRoles/member/RoleId"));
        Assert.Equal((0, 1, 1), Count(boundaries));
        Assert.Equal((1, 1, 1), Count(permissions));
        Assert.Equal((0, 2, 0), Count(await ListEntitiesAsync(arn, ("EntityFilter", "User"))));
        Assert.Equal((0, 0, 1), Count(await ListEntitiesAsync(arn, ("PathPrefix", "/service/"))));
        Assert.Equal((0, 0, 0), Count(await ListEntitiesAsync(arn, ("EntityFilter", "LocalManagedPolicy"))));
    }

    [Fact]
    public async Task A_page_of_entities_goes_through_groups_roles_and_users()
    {
        await CreateHoldersAsync();
        foreach (string kind in Kinds)
        {
            (await _account.CallAsync($"Attach{kind}Policy", NameOf(kind), ("PolicyArn", S3ReadArn))).IsSuccess();
        }

        IamAnswer first = await ListEntitiesAsync(S3ReadArn, ("MaxItems", "2"));
        IamAnswer second = await ListEntitiesAsync(S3ReadArn, ("MaxItems", "2"), ("Marker", first.Text("Marker")));

        Assert.Equal("true", first.Text("IsTruncated"));
        Assert.Equal((1, 0, 1), Count(first));
        Assert.Equal((0, 1, 0), Count(second));
        Assert.Equal("false", second.Text("IsTruncated"));
    }

    [Fact]
    public async Task What_is_attached_counts_from_the_next_request_on_and_no_longer_once_detached()
    {
        await CreateHoldersAsync();
        string arn = await _account.CreatePolicyAsync("Lister", PolicyTexts.Allow("iam:ListGroups"));
        ClientKey user = await _account.CreateKeyAsync("Ann");
        (await _account.CallAsync("AddUserToGroup", ("GroupName", "Readers"), ("UserName", "Ann"))).IsSuccess();
        ClientKey session = await _account.AssumeRoleAsync("/service/app");

        foreach ((string kind, ClientKey caller) in ((string, ClientKey)[])[("User", user), ("Group", user), ("Role", session)])
        {
            Assert.Equal(403, (await _account.CallAsync(caller, "ListGroups")).Wire.Status);
            (await _account.CallAsync($"Attach{kind}Policy", NameOf(kind), ("PolicyArn", arn))).IsSuccess();
            (await _account.CallAsync(caller, "ListGroups")).IsSuccess();
            (await _account.CallAsync($"Detach{kind}Policy", NameOf(kind), ("PolicyArn", arn))).IsSuccess();
            Assert.Equal(403, (await _account.CallAsync(caller, "ListGroups")).Wire.Status);
        }
    }

    [Fact]
    public async Task Who_may_attach_can_be_held_to_certain_policies()
    {
        await CreateHoldersAsync();
        ClientKey delegated = await _account.CreateUserWithKeyAsync("delegated", PolicyTexts.AllowWhere("iam:AttachUserPolicy", "iam:PolicyARN", S3ReadArn));

        (await _account.CallAsync(delegated, "AttachUserPolicy", ("UserName", "Ann"), ("PolicyArn", S3ReadArn))).IsSuccess();
        Assert.Equal(403, (await _account.CallAsync(delegated, "AttachUserPolicy", ("UserName", "Ann"), ("PolicyArn", LambdaArn))).Wire.Status);
    }

    private static (string, string) NameOf(string kind) => kind switch
    {
        "User" => ("UserName", "Ann"),
        "Group" => ("GroupName", "Readers"),
        _ => ("RoleName", "app"),
    };

    private static (int Groups, int Users, int Roles) Count(IamAnswer entities) => (
        entities.IsSuccess().Texts("PolicyGroups/member/GroupName").Length,
        entities.Texts("PolicyUsers/member/UserName").Length,
        entities.Texts("PolicyRoles/member/RoleName").Length);

    private Task<IamAnswer> ListEntitiesAsync(string arn, params (string, string)[] parameters) =>
        _account.CallAsync("ListEntitiesForPolicy", [("PolicyArn", arn), .. parameters]);

    private async Task CreateHoldersAsync()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        (await _account.CallAsync("CreateGroup", ("GroupName", "Readers"))).IsSuccess();
    }
}
