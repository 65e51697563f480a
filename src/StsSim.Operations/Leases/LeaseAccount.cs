using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using StsSim.Operations.IdentityProviders;

namespace StsSim.Operations.Leases;

/// <summary>What a leased account begins with: the same as the first account of the default world, its administrator named <c>test</c>.</summary>
internal static class LeaseAccount
{
    public const string RoleName = "app";

    private const string UserName = "test";
    private const string SamlProviderName = "stssim";

    public static AccountDefinition Of(Lease lease, DateTimeOffset now) => new()
    {
        AccountId = lease.AccountId,
        Settings = new AccountSettings { OutboundIssuer = OutboundIssuer.Of(AccountId.Parse(lease.AccountId)) },
        Users =
        [
            new UserDefinition
            {
                Name = UserName,
                Path = "/",
                UserId = UniqueId.Create(UniqueId.User),
                AccessKeys = [new AccessKeyDefinition(lease.AccessKeyId, lease.SecretAccessKey, Active: true) { CreatedAt = now }],
                ManagedPolicyArns = [ManagedPolicies.AdministratorAccessArn],
                CreatedAt = now,
            },
        ],
        Roles =
        [
            Role(RoleName, now, Trust("AWS", Arn.Root(Partition.Commercial, lease.AccountId), "sts:AssumeRole")) with
            {
                ManagedPolicyArns = [ManagedPolicies.AdministratorAccessArn],
            },
            Role("web", now, Trust("Federated", Arn.OidcProvider(Partition.Commercial, lease.AccountId, BuiltInOidcIssuer.Host), "sts:AssumeRoleWithWebIdentity")),
            Role("saml", now, Trust("Federated", Arn.SamlProvider(Partition.Commercial, lease.AccountId, SamlProviderName), "sts:AssumeRoleWithSAML")),
        ],
        OidcProviders = [new OidcProviderDefinition(BuiltInOidcIssuer.Url, [BuiltInOidcIssuer.DefaultAudience], Jwks: null, Thumbprints: []) { CreatedAt = now }],
        SamlProviders = [new SamlProviderDefinition(SamlProviderName, Metadata: null) { CreatedAt = now }],
    };

    private static RoleDefinition Role(string name, DateTimeOffset now, string trustPolicy) => new()
    {
        Name = name,
        Path = "/",
        RoleId = UniqueId.Create(UniqueId.Role),
        TrustPolicy = trustPolicy,
        CreatedAt = now,
    };

    private static string Trust(string kind, string principal, string action) => $$"""
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"{{kind}}":"{{principal}}"},"Action":["{{action}}","sts:TagSession","sts:SetSourceIdentity"]}]}
        """;
}
