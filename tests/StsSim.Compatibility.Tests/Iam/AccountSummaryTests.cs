using System.Xml.Linq;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class AccountSummaryTests(IamSimulator simulator)
{
    // The keys of the service model's SummaryMap.
    private static readonly string[] Keys =
    [
        "AccessKeysPerUserQuota", "AccountAccessKeysPresent", "AccountMFAEnabled", "AccountPasswordPresent", "AccountSigningCertificatesPresent",
        "AssumeRolePolicySizeQuota", "AttachedPoliciesPerGroupQuota", "AttachedPoliciesPerRoleQuota", "AttachedPoliciesPerUserQuota",
        "GlobalEndpointTokenVersion", "GroupPolicySizeQuota", "Groups", "GroupsPerUserQuota", "GroupsQuota", "InstanceProfiles",
        "InstanceProfilesQuota", "MFADevices", "MFADevicesInUse", "Policies", "PoliciesQuota", "PolicySizeQuota", "PolicyVersionsInUse",
        "PolicyVersionsInUseQuota", "Providers", "RolePolicySizeQuota", "Roles", "RolesQuota", "ServerCertificates",
        "ServerCertificatesQuota", "SigningCertificatesPerUserQuota", "UserPolicySizeQuota", "Users", "UsersQuota", "VersionsPerPolicyQuota",
    ];

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_summary_has_every_key_once_and_the_quotas_of_the_documentation()
    {
        Dictionary<string, int> summary = await SummaryAsync();

        Assert.Equal(Keys, summary.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            (5000, 300, 1000, 1500, 2048, 5120, 10_240, 6144, 2048),
            (summary["UsersQuota"], summary["GroupsQuota"], summary["RolesQuota"], summary["PoliciesQuota"], summary["UserPolicySizeQuota"],
                summary["GroupPolicySizeQuota"], summary["RolePolicySizeQuota"], summary["PolicySizeQuota"], summary["AssumeRolePolicySizeQuota"]));
        Assert.Equal((1, 0, 1), (summary["Users"], summary["AccountMFAEnabled"], summary["AccountAccessKeysPresent"]));
    }

    [Fact]
    public async Task A_summary_counts_what_there_is()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "ann"))).IsSuccess();
        (await _account.CallAsync("CreateGroup", ("GroupName", "team"))).IsSuccess();
        (await _account.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://oidc.stssim.test"))).IsSuccess();
        MfaDeviceInHand first = await MfaDeviceInHand.CreateAsync(_account, "first");
        MfaDeviceInHand second = await MfaDeviceInHand.CreateAsync(_account, "second");
        await MfaDeviceInHand.CreateAsync(_account, "third");
        (await first.EnableAsync("ann", MfaDeviceInHand.Present)).IsSuccess();
        (await second.EnableAsync(_account.Id, MfaDeviceInHand.Present, by: _account.Root)).IsSuccess();

        Dictionary<string, int> summary = await SummaryAsync();

        Assert.Equal((2, 1, 1), (summary["Users"], summary["Groups"], summary["Providers"]));
        Assert.Equal((3, 2, 1), (summary["MFADevices"], summary["MFADevicesInUse"], summary["AccountMFAEnabled"]));
    }

    [Fact]
    public async Task In_JSON_a_summary_is_an_object()
    {
        var request = new Wire.StsRequest(_account.Admin, "Action=GetAccountSummary&Version=2010-05-08") { Service = "iam", Accept = "application/json" };
        Wire.WireAnswer answer = await simulator.SendAsync(request);

        System.Text.Json.JsonElement map = System.Text.Json.JsonElement.Parse(answer.Body)
            .GetProperty("GetAccountSummaryResponse").GetProperty("GetAccountSummaryResult").GetProperty("SummaryMap");
        Assert.Equal(1, map.GetProperty("Users").GetInt32());
    }

    private async Task<Dictionary<string, int>> SummaryAsync()
    {
        XNamespace iam = "https://iam.amazonaws.com/doc/2010-05-08/";
        IamAnswer answer = (await _account.CallAsync("GetAccountSummary")).IsSuccess();
        return XElement.Parse(answer.Wire.Body).Descendants(iam + "SummaryMap").Single().Elements(iam + "entry")
            .ToDictionary(entry => entry.Element(iam + "key")!.Value, entry => (int)entry.Element(iam + "value")!);
    }
}
