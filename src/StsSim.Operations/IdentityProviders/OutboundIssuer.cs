using StsSim.Iam.Identities;

namespace StsSim.Operations.IdentityProviders;

/// <summary>The issuer of an account's outbound web identity tokens, as <c>GetOutboundWebIdentityFederationInfo</c> names it.</summary>
public static class OutboundIssuer
{
    public const string HostSuffix = ".tokens.sts.global.api.aws";

    /// <summary><c>https://{uuid}.tokens.sts.global.api.aws</c>, the same for an account in every world.</summary>
    public static string Of(AccountId account) => $"https://{UniqueId.DeriveUuid(account, "outbound-web-identity")}{HostSuffix}";
}
