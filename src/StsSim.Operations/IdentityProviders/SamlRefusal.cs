using StsSim.Federation.Saml;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.IdentityProviders;

/// <summary>What AWS says of a SAML response it does not take; most texts are those of its sign-in page (IAM User Guide, "Troubleshoot SAML federation").</summary>
internal static class SamlRefusal
{
    public static AwsError Of(SamlFault fault) => fault switch
    {
        SamlFault.InvalidSignature => StsErrors.InvalidIdentityToken("Response signature invalid"),
        SamlFault.IssuerMismatch => StsErrors.InvalidIdentityToken("Issuer not present in specified provider"),
        SamlFault.TooOld => StsErrors.AssertionTooOld,
        SamlFault.Expired => StsErrors.AssertionExpired,
        SamlFault.NoNameId => StsErrors.NotAuthorizedFederated("sts:AssumeRoleWithSAML"),
        SamlFault.MissingSessionName => StsErrors.InvalidIdentityToken("RoleSessionName is required in AuthnResponse"),
        SamlFault.BadSessionName =>
            StsErrors.InvalidIdentityToken("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}"),
        SamlFault.BadSourceIdentity =>
            StsErrors.InvalidIdentityToken("Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\""),
        _ => StsErrors.InvalidIdentityToken("Your request included an invalid SAML response."),
    };
}
