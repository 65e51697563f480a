using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class RoleTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_created_role_is_shown_as_AWS_shows_it()
    {
        IamAnswer created = await CreateAsync("Web", ("Path", "/apps/"), ("Description", "for the web"), ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "blue"));
        IamAnswer got = (await _account.CallAsync("GetRole", ("RoleName", "web"))).IsSuccess();

        Assert.Equal($"arn:aws:iam::{_account.Id}:role/apps/Web", created.Text("Role/Arn"));
        Assert.Matches("^AROA[A-Z2-7]{17}$", created.Text("Role/RoleId"));
        Assert.Equal(["blue"], created.Texts("Role/Tags/member/Value"));
        Assert.False(created.Has("Role/Description") || created.Has("Role/MaxSessionDuration") || created.Has("Role/RoleLastUsed"));
        Assert.Equal(created.Texts("Role/RoleId"), got.Texts("Role/RoleId"));
        Assert.Equal("for the web", got.Text("Role/Description"));
        Assert.Equal("3600", got.Text("Role/MaxSessionDuration"));
        Assert.Equal("", got.Text("Role/RoleLastUsed"));
    }

    [Fact]
    public async Task The_trust_policy_comes_back_percent_encoded_and_as_it_was_written()
    {
        const string Policy = """{ "Version":"2012-10-17", "Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":["sts:AssumeRole"]} }""";

        IamAnswer created = await _account.CallAsync("CreateRole", ("RoleName", "encoded"), ("AssumeRolePolicyDocument", Policy));

        Assert.Equal(Uri.EscapeDataString(Policy), created.IsSuccess().Text("Role/AssumeRolePolicyDocument"));
    }

    [Fact]
    public async Task Names_are_taken_whatever_their_case_and_unknown_ones_are_not_found()
    {
        await CreateAsync("taken");

        (await _account.CallAsync("CreateRole", ("RoleName", "TAKEN"), ("AssumeRolePolicyDocument", TrustPolicies.Service)))
            .IsRefusal(409, "EntityAlreadyExists", "Role with name TAKEN already exists.");
        foreach (string action in (string[])["GetRole", "UpdateRole", "DeleteRole", "ListRoleTags", "ListInstanceProfilesForRole"])
        {
            (await _account.CallAsync(action, ("RoleName", "nobody"))).IsRefusal(404, "NoSuchEntity", "The role with name nobody cannot be found.");
        }
    }

    [Fact]
    public async Task What_an_update_leaves_out_stays()
    {
        await CreateAsync("updated", ("Description", "first"), ("MaxSessionDuration", "7200"));

        (await _account.CallAsync("UpdateRole", ("RoleName", "updated"))).IsSuccess();
        Assert.Equal(("first", "7200"), await DescribeAsync("updated"));

        (await _account.CallAsync("UpdateRole", ("RoleName", "updated"), ("Description", "second"), ("MaxSessionDuration", "43200"))).IsSuccess();
        Assert.Equal(("second", "43200"), await DescribeAsync("updated"));

        IamAnswer described = (await _account.CallAsync("UpdateRoleDescription", ("RoleName", "updated"), ("Description", "third"))).IsSuccess();
        Assert.Equal("third", described.Text("Role/Description"));
        Assert.False(described.Has("Role/MaxSessionDuration"));
        Assert.Equal(("third", "43200"), await DescribeAsync("updated"));
    }

    [Theory]
    [InlineData("3599", "greater than or equal to 3600")]
    [InlineData("43201", "less than or equal to 43200")]
    public async Task Sessions_last_an_hour_to_twelve_at_most(string seconds, string constraint)
    {
        IamAnswer refused = await _account.CallAsync(
            "CreateRole", ("RoleName", "long"), ("AssumeRolePolicyDocument", TrustPolicies.Service), ("MaxSessionDuration", seconds));

        refused.IsRefusal(
            400,
            "ValidationError",
            $"1 validation error detected: Value '{seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value {constraint}");
    }

    [Fact]
    public async Task A_role_is_deleted_once_its_policies_are_gone()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";
        (string, string) role = ("RoleName", "doomed"), attached = ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"), inline = ("PolicyName", "p");
        await CreateAsync("doomed");
        (await _account.CallAsync("AttachRolePolicy", role, attached)).IsSuccess();
        (await _account.CallAsync("PutRolePolicy", role, inline, ("PolicyDocument", Policy))).IsSuccess();

        (await _account.CallAsync("DeleteRole", role)).IsRefusal(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        (await _account.CallAsync("DetachRolePolicy", role, attached)).IsSuccess();
        (await _account.CallAsync("DeleteRole", role)).IsRefusal(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        (await _account.CallAsync("DeleteRolePolicy", role, inline)).IsSuccess();

        IamAnswer profiles = (await _account.CallAsync("ListInstanceProfilesForRole", role)).IsSuccess();
        Assert.Equal(["false"], profiles.Texts("IsTruncated"));
        Assert.Equal([""], profiles.Texts("InstanceProfiles"));
        (await _account.CallAsync("DeleteRole", role)).IsSuccess();
        (await _account.CallAsync("GetRole", role)).IsRefusal(404, "NoSuchEntity", "The role with name doomed cannot be found.");
    }

    [Fact]
    public async Task A_list_comes_in_pages_without_boundary_tags_and_last_use()
    {
        foreach (string name in (string[])["list-c", "list-a", "list-B"])
        {
            await CreateAsync(
                name,
                ("Path", "/listed/"),
                ("Description", $"role {name}"),
                ("PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"),
                ("Tags.member.1.Key", "k"),
                ("Tags.member.1.Value", "v"));
        }

        IamAnswer first = (await _account.CallAsync("ListRoles", ("PathPrefix", "/listed/"), ("MaxItems", "2"))).IsSuccess();
        IamAnswer second = (await _account.CallAsync("ListRoles", ("PathPrefix", "/listed/"), ("Marker", first.Text("Marker")))).IsSuccess();

        Assert.Equal(["list-a", "list-B"], first.Texts("Roles/member/RoleName"));
        Assert.Equal(["role list-a", "role list-B"], first.Texts("Roles/member/Description"));
        Assert.Equal(["3600", "3600"], first.Texts("Roles/member/MaxSessionDuration"));
        Assert.Equal(["list-c"], second.Texts("Roles/member/RoleName"));
        Assert.Equal("false", second.Text("IsTruncated"));
        Assert.False(first.Has("Roles/member/PermissionsBoundary") || first.Has("Roles/member/Tags") || first.Has("Roles/member/RoleLastUsed"));
        Assert.Equal(
            "arn:aws:iam::aws:policy/AdministratorAccess",
            (await _account.CallAsync("GetRole", ("RoleName", "list-a"))).Text("Role/PermissionsBoundary/PermissionsBoundaryArn"));
    }

    [Fact]
    public async Task The_last_use_of_a_role_is_the_last_request_of_a_session()
    {
        string arn = (await _account.CallAsync("CreateRole", ("RoleName", "used"), ("AssumeRolePolicyDocument", TrustPolicies.Of(_account.Id))))
            .IsSuccess().Text("Role/Arn");
        ClientKey session = (await _account.CallStsAsync(_account.Admin, "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "session"))).Credentials();
        Assert.False((await _account.CallAsync("GetRole", ("RoleName", "used"))).Has("Role/RoleLastUsed/LastUsedDate"));

        (await _account.CallStsAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");

        IamAnswer used = await _account.CallAsync("GetRole", ("RoleName", "used"));
        Assert.Equal("us-east-1", used.Text("Role/RoleLastUsed/Region"));
        Assert.EndsWith("Z", used.Text("Role/RoleLastUsed/LastUsedDate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boundary_has_to_exist() =>
        (await _account.CallAsync(
            "CreateRole",
            ("RoleName", "bounded"),
            ("AssumeRolePolicyDocument", TrustPolicies.Service),
            ("PermissionsBoundary", $"arn:aws:iam::{_account.Id}:policy/none")))
        .IsRefusal(404, "NoSuchEntity", $"Scope ARN: arn:aws:iam::{_account.Id}:policy/none does not exist or is not attachable.");

    [Fact]
    public async Task Who_may_not_create_a_role_hears_so()
    {
        ClientKey nobody = await _account.CreateUserWithKeyAsync("nobody-special");

        (await _account.CallAsync(nobody, "CreateRole", ("RoleName", "r"), ("Path", "/p/"), ("AssumeRolePolicyDocument", TrustPolicies.Service))).IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{_account.Id}:user/nobody-special is not authorized to perform: iam:CreateRole "
            + $"on resource: arn:aws:iam::{_account.Id}:role/p/r because no identity-based policy allows the iam:CreateRole action");
    }

    private async Task<IamAnswer> CreateAsync(string name, params (string, string)[] more) =>
        (await _account.CallAsync("CreateRole", [("RoleName", name), ("AssumeRolePolicyDocument", TrustPolicies.Service), .. more])).IsSuccess();

    private async Task<(string Description, string MaxSessionDuration)> DescribeAsync(string name)
    {
        IamAnswer role = await _account.CallAsync("GetRole", ("RoleName", name));
        return (role.Text("Role/Description"), role.Text("Role/MaxSessionDuration"));
    }
}
