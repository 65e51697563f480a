using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Accounts;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.AccountReports;

/// <summary>What the account has and what it may have. Passwords, certificates and instance profiles it cannot have here.</summary>
public sealed class GetAccountSummary(IamServices services) : IamOperation("GetAccountSummary", services)
{
    protected override IamOutcome Plan(IamCall call) => call.Authorize("*") is { } denied
        ? denied
        : IamOutcome.Answered(result =>
        {
            result.BeginMap("SummaryMap"u8);
            WriteIdentities(result, call.Account);
            WriteCredentials(result, call.Account);
            WriteQuotas(result);
            result.EndMap("SummaryMap"u8);
        });

    private static void WriteIdentities(ResultWriter result, Account account)
    {
        result.Entry("Users"u8, account.Users.Count);
        result.Entry("Groups"u8, account.Groups.Count);
        result.Entry("Roles"u8, account.RoleCount);
        result.Entry("Policies"u8, account.Policies.Count);
        result.Entry("PolicyVersionsInUse"u8, account.Policies.Values.Sum(policy => policy.Versions.Count));
        result.Entry("Providers"u8, account.OidcProviderDefinitions.Count + account.SamlProviders.Count);
        result.Entry("InstanceProfiles"u8, 0);
        result.Entry("ServerCertificates"u8, 0);
    }

    private static void WriteCredentials(ResultWriter result, Account account)
    {
        AccountSettings settings = account.Settings;
        int inUse = settings.RootMfaDevices.Count + account.Users.Values.Sum(user => user.Definition.MfaDevices.Count);
        result.Entry("MFADevices"u8, inUse + account.UnassignedMfaDevices.Count);
        result.Entry("MFADevicesInUse"u8, inUse);
        result.Entry("AccountMFAEnabled"u8, settings.RootMfaDevices.Count > 0 ? 1 : 0);
        result.Entry("AccountAccessKeysPresent"u8, settings.RootAccessKeys.Count > 0 ? 1 : 0);
        result.Entry("AccountPasswordPresent"u8, 0);
        result.Entry("AccountSigningCertificatesPresent"u8, 0);
        result.Entry("GlobalEndpointTokenVersion"u8, settings.GlobalTokensAreValidEverywhere ? 2 : 1);
    }

    private static void WriteQuotas(ResultWriter result)
    {
        result.Entry("UsersQuota"u8, IamLimits.Users);
        result.Entry("GroupsQuota"u8, IamLimits.Groups);
        result.Entry("RolesQuota"u8, IamLimits.Roles);
        result.Entry("PoliciesQuota"u8, IamLimits.Policies);
        result.Entry("InstanceProfilesQuota"u8, IamLimits.InstanceProfiles);
        result.Entry("ServerCertificatesQuota"u8, IamLimits.ServerCertificates);
        result.Entry("PolicyVersionsInUseQuota"u8, IamLimits.PolicyVersionsInUse);
        result.Entry("VersionsPerPolicyQuota"u8, IamLimits.PolicyVersions);
        result.Entry("GroupsPerUserQuota"u8, IamLimits.GroupsPerUser);
        result.Entry("AccessKeysPerUserQuota"u8, IamLimits.AccessKeysPerUser);
        result.Entry("SigningCertificatesPerUserQuota"u8, IamLimits.SigningCertificatesPerUser);
        result.Entry("AttachedPoliciesPerUserQuota"u8, IamLimits.AttachedPolicies);
        result.Entry("AttachedPoliciesPerGroupQuota"u8, IamLimits.AttachedPolicies);
        result.Entry("AttachedPoliciesPerRoleQuota"u8, IamLimits.AttachedPolicies);
        result.Entry("PolicySizeQuota"u8, IamLimits.ManagedPolicySize);
        result.Entry("UserPolicySizeQuota"u8, IamLimits.UserPoliciesSize);
        result.Entry("GroupPolicySizeQuota"u8, IamLimits.GroupPoliciesSize);
        result.Entry("RolePolicySizeQuota"u8, IamLimits.RolePoliciesSize);
        result.Entry("AssumeRolePolicySizeQuota"u8, IamLimits.TrustPolicySize);
    }
}
