using System.Security.Cryptography;
using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>
/// Verifies the one form of XML signature that SAML allows (core, 5.4): enveloped in the element it covers, one
/// reference, exclusive canonicalization.
/// </summary>
/// <remarks>
/// The reference is not followed. What is digested is the element that holds the signature, and the reference must name
/// just this; so there is no second element that could be signed while the first is read, which is how signature
/// wrapping works (Somorovsky et al., "On Breaking SAML: Be Whoever You Want to Be", 2012). KeyInfo is not looked at.
/// </remarks>
internal static class EnvelopedSignature
{
    private const string EnvelopedTransform = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    /// <summary>Whether a signature covers its parent element and was made by one of these keys.</summary>
    public static bool Verify(XmlElement signature, IReadOnlyList<SamlVerificationKey> keys)
    {
        if (signature.ParentNode is not XmlElement covered
            || (Read(signature, "SignedInfo", "SignatureValue") ?? Read(signature, "SignedInfo", "SignatureValue", "KeyInfo")) is not [var signedInfo, var signatureValue, ..]
            || Read(signedInfo, "CanonicalizationMethod", "SignatureMethod", "Reference") is not [var canonicalizationMethod, var signatureMethod, var reference]
            || ExclusiveCanonicalization.Read(canonicalizationMethod) is not { } canonicalization
            || SignatureAlgorithm.Find(signatureMethod.GetAttribute("Algorithm")) is not { } algorithm
            || Read(signatureMethod) is null
            || ReadBase64(signatureValue) is not { } signed)
        {
            return false;
        }

        // The key first: what strangers wrote gets no further.
        return IsSigned(canonicalization.Digest(signedInfo, without: null, algorithm.Hash), signed, algorithm, keys)
            && Covers(reference, covered, signature);
    }

    private static bool Covers(XmlElement reference, XmlElement covered, XmlElement signature)
    {
        string id = covered.GetAttribute("ID");
        if (id.Length == 0
            || reference.GetAttribute("URI") != $"#{id}"
            || Read(reference, "Transforms", "DigestMethod", "DigestValue") is not [var transforms, var digestMethod, var digestValue]
            || Read(transforms, "Transform", "Transform") is not [var enveloped, var exclusive]
            || enveloped.GetAttribute("Algorithm") != EnvelopedTransform
            || Read(enveloped) is null
            || ExclusiveCanonicalization.Read(exclusive) is not { } canonicalization
            || DigestAlgorithm.Find(digestMethod.GetAttribute("Algorithm")) is not { } algorithm
            || ReadBase64(digestValue) is not { } digest)
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(digest, canonicalization.Digest(covered, signature, algorithm));
    }

    private static bool IsSigned(byte[] hash, byte[] signature, SignatureAlgorithm algorithm, IReadOnlyList<SamlVerificationKey> keys)
    {
        foreach (SamlVerificationKey key in keys)
        {
            if (key.Verify(algorithm, hash, signature))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The child elements, if they are exactly these in this order.</summary>
    private static XmlElement[]? Read(XmlElement parent, params ReadOnlySpan<string> names)
    {
        var children = new XmlElement[names.Length];
        int count = 0;
        for (XmlNode? child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is XmlElement element)
            {
                if (count == names.Length || !element.Is(names[count], SamlNamespaces.Signature))
                {
                    return null;
                }

                children[count++] = element;
            }
        }

        return count == names.Length ? children : null;
    }

    private static byte[]? ReadBase64(XmlElement element)
    {
        string text = element.InnerText;
        byte[] bytes = new byte[text.Length];
        return Read(element) is not null && Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }
}
