using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>A trust policy names a user or role and means the one that was there when it was saved.</summary>
public sealed class TrustByUniqueIdTests(IamSimulator simulator)
{
    private const string AssumeAnything = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}}""";

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_user_made_anew_under_its_old_name_is_not_trusted()
    {
        ClientKey first = await CreateUserAsync(_account, "ann");
        string id = (await _account.CallAsync("GetUser", ("UserName", "ann"))).Text("User/UserId");
        string policy = TrustPolicies.Of(UserArn("ann"));
        string role = await CreateRoleAsync("for-ann", policy);
        Assert.Equal(policy, await TrustPolicyAsync("for-ann"));
        Assert.Equal(200, (await AssumeAsync(first, role)).Status);

        await DeleteUserAsync("ann", first);
        ClientKey second = await CreateUserAsync(_account, "ann");

        Assert.Equal(TrustPolicies.Of(id), await TrustPolicyAsync("for-ann"));
        (await AssumeAsync(second, role)).IsRefusal(
            403, "AccessDenied", $"User: {UserArn("ann")} is not authorized to perform: sts:AssumeRole on resource: {role}");
        (await _account.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "for-ann"), ("PolicyDocument", TrustPolicies.Of(id)))).IsRefusal(
            400, "MalformedPolicyDocument", $"Invalid principal in policy: \"AWS\":\"{id}\"");

        (await _account.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "for-ann"), ("PolicyDocument", policy))).IsSuccess();
        Assert.Equal(policy, await TrustPolicyAsync("for-ann"));
        Assert.Equal(200, (await AssumeAsync(second, role)).Status);
    }

    [Fact]
    public async Task Nor_is_a_role()
    {
        string first = await CreateRoleAsync("first", TrustPolicies.Of(_account.Id));
        (await _account.CallAsync("PutRolePolicy", ("RoleName", "first"), ("PolicyName", "p"), ("PolicyDocument", AssumeAnything))).IsSuccess();
        string second = await CreateRoleAsync("second", TrustPolicies.Of(first));
        Assert.Equal(200, (await AssumeAsync((await AssumeAsync(_account.Admin, first)).Credentials(), second)).Status);

        string id = (await _account.CallAsync("GetRole", ("RoleName", "first"))).Text("Role/RoleId");
        (await _account.CallAsync("DeleteRolePolicy", ("RoleName", "first"), ("PolicyName", "p"))).IsSuccess();
        (await _account.CallAsync("DeleteRole", ("RoleName", "first"))).IsSuccess();
        await CreateRoleAsync("first", TrustPolicies.Of(_account.Id));
        (await _account.CallAsync("PutRolePolicy", ("RoleName", "first"), ("PolicyName", "p"), ("PolicyDocument", AssumeAnything))).IsSuccess();

        Assert.Equal(TrustPolicies.Of(id), await TrustPolicyAsync("second"));
        Assert.Equal(403, (await AssumeAsync((await AssumeAsync(_account.Admin, first)).Credentials(), second)).Status);
    }

    [Fact]
    public async Task A_renamed_user_stays_trusted_and_the_policy_shows_its_new_name()
    {
        ClientKey key = await CreateUserAsync(_account, "ben");
        string role = await CreateRoleAsync("for-ben", TrustPolicies.Of(UserArn("ben")));

        (await _account.CallAsync("UpdateUser", ("UserName", "ben"), ("NewUserName", "bob"), ("NewPath", "/moved/"))).IsSuccess();

        string renamed = TrustPolicies.Of($"arn:aws:iam::{_account.Id}:user/moved/bob");
        Assert.Equal(200, (await AssumeAsync(key, role)).Status);
        Assert.Equal(renamed, await TrustPolicyAsync("for-ben"));
        Assert.Equal(
            [Uri.EscapeDataString(renamed)],
            (await _account.CallAsync("ListRoles")).Texts("Roles/member/AssumeRolePolicyDocument"));

        // Whoever takes the old name is somebody else.
        Assert.Equal(403, (await AssumeAsync(await CreateUserAsync(_account, "ben"), role)).Status);
    }

    [Fact]
    public async Task So_it_is_with_a_user_of_another_account()
    {
        IamAccount other = simulator.TakeAccount();
        ClientKey first = await CreateUserAsync(other, "cross");
        string id = (await other.CallAsync("GetUser", ("UserName", "cross"))).Text("User/UserId");
        string policy = TrustPolicies.Of($"arn:aws:iam::{other.Id}:user/cross", other.Id);
        string role = await CreateRoleAsync("for-cross", policy.Replace($",\"{other.Id}\"", "", StringComparison.Ordinal));
        Assert.Equal(200, (await AssumeAsync(first, role)).Status);
        Assert.Equal(TrustPolicies.Of($"arn:aws:iam::{other.Id}:user/cross"), await TrustPolicyAsync("for-cross"));

        (await other.CallAsync("UpdateUser", ("UserName", "cross"), ("NewUserName", "crossed"))).IsSuccess();
        Assert.Equal(TrustPolicies.Of($"arn:aws:iam::{other.Id}:user/crossed"), await TrustPolicyAsync("for-cross"));

        // The id alone is understood as long as the role trusts it already.
        (await _account.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "for-cross"), ("PolicyDocument", TrustPolicies.Of(id, other.Id)))).IsSuccess();
        Assert.Equal(TrustPolicies.Of($"arn:aws:iam::{other.Id}:user/crossed", other.Id), await TrustPolicyAsync("for-cross"));
        Assert.Equal(200, (await AssumeAsync(first, role)).Status);
    }

    [Fact]
    public async Task Accounts_and_sessions_stand_for_themselves()
    {
        string policy = TrustPolicies.Of(
            _account.Id,
            $"arn:aws:iam::{_account.Id}:root",
            "arn:aws:iam::999999999999:root",
            $"arn:aws:sts::{_account.Id}:assumed-role/nobody/session",
            $"arn:aws:sts::{_account.Id}:federated-user/nobody",
            "*");

        await CreateRoleAsync("open", policy);

        Assert.Equal(policy, await TrustPolicyAsync("open"));
    }

    [Fact]
    public async Task An_id_of_the_own_account_is_taken_for_its_user()
    {
        string id = (await _account.CallAsync("GetUser", ("UserName", "admin"))).Text("User/UserId");

        string role = await CreateRoleAsync("by-id", TrustPolicies.Of(id));

        Assert.Equal(TrustPolicies.Of(UserArn("admin")), await TrustPolicyAsync("by-id"));
        Assert.Equal(200, (await AssumeAsync(_account.Admin, role)).Status);
    }

    private string UserArn(string name) => $"arn:aws:iam::{_account.Id}:user/{name}";

    private static Task<ClientKey> CreateUserAsync(IamAccount account, string name) => account.CreateUserWithKeyAsync(name, AssumeAnything);

    private async Task DeleteUserAsync(string name, ClientKey key)
    {
        (await _account.CallAsync("DeleteAccessKey", ("UserName", name), ("AccessKeyId", key.AccessKeyId))).IsSuccess();
        (await _account.CallAsync("DeleteUserPolicy", ("UserName", name), ("PolicyName", "inline"))).IsSuccess();
        (await _account.CallAsync("DeleteUser", ("UserName", name))).IsSuccess();
    }

    private async Task<string> CreateRoleAsync(string name, string policy) =>
        (await _account.CallAsync("CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", policy))).IsSuccess().Text("Role/Arn");

    private async Task<string> TrustPolicyAsync(string role) =>
        Uri.UnescapeDataString((await _account.CallAsync("GetRole", ("RoleName", role))).IsSuccess().Text("Role/AssumeRolePolicyDocument"));

    private Task<WireAnswer> AssumeAsync(ClientKey key, string role) =>
        _account.CallStsAsync(key, "AssumeRole", ("RoleArn", role), ("RoleSessionName", "session"));
}
