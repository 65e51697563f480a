using StsSim.Compatibility.Tests.Sdk.Roles;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>Roles of a world file, seen through IAM: their trust policies read as in the file, and mean who was there then.</summary>
public sealed class WorldTrustPolicyTests(RolesSimulator simulator)
{
    private readonly IamAccount _account = new(simulator, RolesWorld.AccountId, RolesWorld.Root, RolesWorld.Alice);
    private readonly IamAccount _other = new(simulator, RolesWorld.OtherAccountId, RolesWorld.Erin, RolesWorld.Erin);

    [Theory]
    [InlineData("by-user-with-path", "arn:aws:iam::123456789012:user/team/red/alice")]
    [InlineData("by-role", "arn:aws:iam::123456789012:role/apps/app")]
    [InlineData("by-session", "arn:aws:sts::123456789012:assumed-role/app/exact")]
    [InlineData("by-account-root", "arn:aws:iam::123456789012:root")]
    public async Task A_trust_policy_shows_whom_the_file_names(string role, string principal) =>
        Assert.Contains($"{{\"AWS\":\"{principal}\"}}", await TrustPolicyAsync(_account, role), StringComparison.Ordinal);

    [Fact]
    public async Task Also_those_of_another_account() =>
        Assert.Contains("{\"AWS\":\"arn:aws:iam::123456789012:user/bob\"}", await TrustPolicyAsync(_other, "cross-bob"), StringComparison.Ordinal);

    private static async Task<string> TrustPolicyAsync(IamAccount account, string role) =>
        Uri.UnescapeDataString((await account.CallAsync("GetRole", ("RoleName", role))).IsSuccess().Text("Role/AssumeRolePolicyDocument"));
}
