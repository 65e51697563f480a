using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class AuthorizationDetailsTests(IamSimulator simulator)
{
    private const string Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    private static readonly string[] Keys =
        ["UserDetailList/member/UserName", "GroupDetailList/member/GroupName", "RoleDetailList/member/RoleName", "Policies/member/PolicyName"];

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task Everything_is_told_with_its_policies()
    {
        await FillAsync();

        IamAnswer details = (await _account.CallAsync("GetAccountAuthorizationDetails")).IsSuccess();

        Assert.Equal(["admin", "ann"], details.Texts("UserDetailList/member/UserName"));
        Assert.Equal([Uri.EscapeDataString(Document)], details.Texts("UserDetailList/member/UserPolicyList/member/PolicyDocument"));
        Assert.Equal(["team"], details.Texts("UserDetailList/member/GroupList/member"));
        Assert.Equal(["blue"], details.Texts("UserDetailList/member/Tags/member/Value"));
        Assert.Equal(["team"], details.Texts("GroupDetailList/member/GroupName"));
        Assert.Equal([$"arn:aws:iam::{_account.Id}:policy/own"], details.Texts("GroupDetailList/member/AttachedManagedPolicies/member/PolicyArn"));
        Assert.Equal(["app"], details.Texts("RoleDetailList/member/RoleName"));
        Assert.Contains(
            Uri.EscapeDataString($"arn:aws:iam::{_account.Id}:user/ann"), details.Text("RoleDetailList/member/AssumeRolePolicyDocument"), StringComparison.Ordinal);
        Assert.True(details.Has("RoleDetailList/member/RoleLastUsed"));
        Assert.Equal(["AdministratorAccess", "own"], details.Texts("Policies/member/PolicyName").Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(["1", "1"], details.Texts("Policies/member/AttachmentCount"));
        Assert.Contains(Uri.EscapeDataString(Document), details.Texts("Policies/member/PolicyVersionList/member/Document"));
        Assert.Equal("false", details.Text("IsTruncated"));
    }

    [Theory]
    [InlineData("User", 2, 0, 0, 0)]
    [InlineData("Group", 0, 1, 0, 0)]
    [InlineData("Role", 0, 0, 1, 0)]
    [InlineData("LocalManagedPolicy", 0, 0, 0, 1)]
    [InlineData("AWSManagedPolicy", 0, 0, 0, 1)]
    public async Task A_filter_leaves_one_kind(string filter, int users, int groups, int roles, int policies)
    {
        await FillAsync();

        IamAnswer details = (await _account.CallAsync("GetAccountAuthorizationDetails", ("Filter.member.1", filter))).IsSuccess();

        Assert.Equal([users, groups, roles, policies], Keys.Select(key => details.Texts(key).Length));
    }

    [Fact]
    public async Task Pages_go_across_the_kinds_and_lose_nothing()
    {
        await FillAsync();
        var seen = new List<string>();
        string? marker = null;
        do
        {
            (string Name, string Value)[] parameters = marker is null ? [("MaxItems", "1")] : [("MaxItems", "1"), ("Marker", marker)];
            IamAnswer page = (await _account.CallAsync("GetAccountAuthorizationDetails", parameters)).IsSuccess();
            seen.Add(Assert.Single(Keys.SelectMany(page.Texts)));
            marker = page.Has("Marker") ? page.Text("Marker") : null;
        }
        while (marker is not null);

        Assert.Equal(["admin", "ann", "team", "app", "own", "AdministratorAccess"], seen);
    }

    [Fact]
    public async Task A_filter_is_one_of_five() =>
        (await _account.CallAsync("GetAccountAuthorizationDetails", ("Filter.member.1", "Users"))).IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value 'Users' at 'filter.1.member' failed to satisfy constraint: "
            + "Member must satisfy enum value set: [User, Role, Group, LocalManagedPolicy, AWSManagedPolicy]");

    private async Task FillAsync()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("ann", Document);
        (await _account.CallAsync("TagUser", ("UserName", "ann"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "blue"))).IsSuccess();
        (await _account.CallAsync("CreateGroup", ("GroupName", "team"))).IsSuccess();
        (await _account.CallAsync("AddUserToGroup", ("GroupName", "team"), ("UserName", "ann"))).IsSuccess();
        string policy = (await _account.CallAsync("CreatePolicy", ("PolicyName", "own"), ("PolicyDocument", Document))).IsSuccess().Text("Policy/Arn");
        (await _account.CallAsync("AttachGroupPolicy", ("GroupName", "team"), ("PolicyArn", policy))).IsSuccess();
        string trust = $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{_account.Id}}:user/ann"},"Action":"sts:AssumeRole"}]}
            """;
        string role = (await _account.CallAsync("CreateRole", ("RoleName", "app"), ("AssumeRolePolicyDocument", trust))).IsSuccess().Text("Role/Arn");
        ClientKey session = (await _account.CallStsAsync(key, "AssumeRole", ("RoleArn", role), ("RoleSessionName", "s-1"))).Credentials();
        (await _account.CallStsAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
    }
}
