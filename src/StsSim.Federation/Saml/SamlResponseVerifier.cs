using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>
/// Verifies SAML responses as AssumeRoleWithSAML gets them (SAML profiles, 4.1.4.3, and what the IAM User Guide asks
/// for): shape, signature, times, confirmation, and only then what they assert.
/// </summary>
public static class SamlResponseVerifier
{
    /// <summary>Levels of XML that are read. Those of identity providers have ten or so.</summary>
    public const int DefaultDepth = 32;

    /// <param name="base64">The <c>SAMLResponse</c> of the HTTP POST binding; white space is allowed.</param>
    /// <param name="now">Judges the times in the response.</param>
    /// <param name="depth">Levels of XML that are read; a deeper response counts as unparsable.</param>
    public static SamlOutcome Verify(string base64, SamlProvider provider, DateTimeOffset now, int depth = DefaultDepth)
    {
        SamlDocument? document = SamlDocument.Load(base64, depth, out SamlOutcome? refusal);
        return document is null
            ? refusal!
            : CheckStatus(document.Response)
                ?? CheckIssuer(document.Assertion, provider)
                ?? CheckSignatures(document, provider)
                ?? SamlAssertionReader.Read(document.Assertion, now);
    }

    // Unsigned where only the assertion is signed; good for a refusal, and for nothing else.
    private static SamlOutcome? CheckStatus(XmlElement response)
    {
        string? status = response.OnlyChild("Status", SamlNamespaces.Protocol)?
            .OnlyChild("StatusCode", SamlNamespaces.Protocol)?
            .GetAttribute("Value");
        return status switch
        {
            SamlNamespaces.Success => null,
            null => SamlOutcome.Refused(SamlFault.Unparsable, "It has no Status."),
            _ => SamlOutcome.Refused(SamlFault.Unsuccessful, "The identity provider reports a failure."),
        };
    }

    // Before the signature, as AWS has words for it: another provider's response fails the signature as well.
    private static SamlOutcome? CheckIssuer(XmlElement assertion, SamlProvider provider) =>
        assertion.OnlyChild("Issuer", SamlNamespaces.Assertion) is { } issuer && issuer.Text() == provider.EntityId
            ? null
            : SamlOutcome.Refused(SamlFault.IssuerMismatch, "The assertion's Issuer is not the provider's entityID.");

    private static SamlOutcome? CheckSignatures(SamlDocument document, SamlProvider provider)
    {
        foreach (XmlElement signature in document.Signatures)
        {
            if (!EnvelopedSignature.Verify(signature, provider.SigningKeys))
            {
                return SamlOutcome.Refused(SamlFault.InvalidSignature, "A signature does not verify with the provider's certificates, or is not of the form that SAML allows.");
            }
        }

        return document.Signatures.Count > 0 ? null : SamlOutcome.Refused(SamlFault.InvalidSignature, "Neither the response nor the assertion is signed.");
    }
}
