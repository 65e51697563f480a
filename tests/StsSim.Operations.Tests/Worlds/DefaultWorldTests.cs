using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

public sealed class DefaultWorldTests
{
    private static readonly World World = WorldFileReader.ReadDefault();

    [Fact]
    public void It_has_the_two_accounts_the_default_one_first() =>
        Assert.Equal(["123456789012", "210987654321"], World.Accounts.Select(account => account.Account.AccountId));

    [Fact]
    public void Its_user_is_an_administrator_with_the_published_key()
    {
        UserDefinition user = Assert.Single(World.Accounts[0].Account.Users);
        AccessKeyDefinition key = Assert.Single(user.AccessKeys);

        Assert.Equal(("loadtest", "/"), (user.Name, user.Path));
        Assert.Equal(["arn:aws:iam::aws:policy/AdministratorAccess"], user.ManagedPolicyArns);
        Assert.StartsWith(UniqueId.User, user.UserId, StringComparison.Ordinal);
        Assert.Equal(new AccessKeyDefinition("AKIARZPUZDIKKVJVIU2T", "StsSimExampleSecretAccessKeyForLoadTests", Active: true), key);
    }

    [Fact]
    public void The_published_key_id_carries_its_account()
    {
        Assert.True(AccessKeyId.TryDecodeAccount("AKIARZPUZDIKKVJVIU2T", out AccountId account));
        Assert.Equal("123456789012", account.ToString());
    }

    [Fact]
    public void Its_roles_trust_the_account_and_the_two_built_in_issuers()
    {
        IReadOnlyList<RoleDefinition> roles = World.Accounts[0].Account.Roles;

        Assert.Equal(["app", "web", "saml"], roles.Select(role => role.Name));
        Assert.Contains("\"123456789012\"", roles[0].TrustPolicy, StringComparison.Ordinal);
        Assert.Contains("oidc-provider/oidc.stssim.test", roles[1].TrustPolicy, StringComparison.Ordinal);
        Assert.Contains("saml-provider/stssim", roles[2].TrustPolicy, StringComparison.Ordinal);
        Assert.All(roles, role => Assert.Equal(3600, role.MaxSessionDuration));
    }

    [Fact]
    public void The_other_account_trusts_the_first_under_an_external_id()
    {
        AccountDefinition other = World.Accounts[1].Account;
        RoleDefinition role = Assert.Single(other.Roles);

        Assert.Empty(other.Users);
        Assert.Equal("cross-account", role.Name);
        Assert.Contains("arn:aws:iam::123456789012:root", role.TrustPolicy, StringComparison.Ordinal);
        Assert.Contains("sts:ExternalId", role.TrustPolicy, StringComparison.Ordinal);
    }

    [Fact]
    public void It_starts_under_the_quotas_of_AWS()
    {
        Assert.Equal(new AccountQuotas(new QuotaLimits(600, 600), PerFederatedUser: null), World.Quotas);
        Assert.All(World.Accounts, account => Assert.Null(account.Quotas));
    }
}
