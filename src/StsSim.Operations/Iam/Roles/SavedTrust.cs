using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Iam.Roles;

/// <summary>A trust policy as it is kept.</summary>
/// <param name="Policy">With unique ids for the ARNs of users and roles.</param>
/// <param name="Accounts">See <see cref="RoleDefinition.TrustedAccounts"/>.</param>
public sealed record SavedTrust(string Policy, IReadOnlyDictionary<string, string> Accounts)
{
    public RoleDefinition Of(RoleDefinition role) => role with { TrustPolicy = Policy, TrustedAccounts = Accounts };
}
