using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>An identity provider, compiled from its SAML metadata: who it is and which keys it signs with.</summary>
public sealed class SamlProvider
{
    /// <summary>Levels of XML beyond which metadata is never read.</summary>
    public const int DeepestMetadata = 64;

    private const int LongestEntityId = 1024; // SAML core, 8.3.6
    private const int MostSigningKeys = 16;

    // IAM takes ten million characters; a provider that lists more elements than this is a federation of providers.
    private const int LongestMetadata = 10_000_000;
    private const int MostElements = 20_000;
    private const int MostAttributes = 128;

    private SamlProvider(string entityId, IReadOnlyList<SamlVerificationKey> signingKeys, DateTimeOffset? validUntil)
    {
        EntityId = entityId;
        SigningKeys = signingKeys;
        ValidUntil = validUntil;
    }

    /// <summary>What the Issuer of its assertions must be.</summary>
    public string EntityId { get; }

    /// <summary>Until when the metadata says it may be used; IAM shows it, and verification does not heed it.</summary>
    public DateTimeOffset? ValidUntil { get; }

    /// <summary>Several while a provider changes over to a new key; each may have signed.</summary>
    internal IReadOnlyList<SamlVerificationKey> SigningKeys { get; }

    /// <summary>Compiles metadata: an EntityDescriptor with an IDPSSODescriptor that holds at least one signing certificate.</summary>
    /// <param name="fault">A sentence that ends after "Could not parse metadata: ", or <see langword="null"/>.</param>
    /// <param name="depth">Levels of XML that are read.</param>
    public static SamlProvider? Parse(string metadata, out string? fault, int depth = DeepestMetadata)
    {
        var bounds = new XmlBounds(LongestMetadata, depth, MostElements, MostAttributes);
        XmlDocument? document = UntrustedXml.Load(metadata.TrimStart('\uFEFF'), bounds, out fault);
        if (document is null)
        {
            return null;
        }

        XmlElement root = document.DocumentElement!;
        if (!root.Is("EntityDescriptor", SamlNamespaces.Metadata))
        {
            fault = "Its root is no EntityDescriptor of SAML 2.0.";
            return null;
        }

        string entityId = root.GetAttribute("entityID").Trim();
        if (entityId.Length is 0 or > LongestEntityId)
        {
            fault = "Its entityID is missing or longer than 1024 characters.";
            return null;
        }

        DateTimeOffset? validUntil = null;
        if (root.HasAttribute("validUntil"))
        {
            if (!SamlTime.TryParse(root.GetAttribute("validUntil"), out DateTimeOffset until))
            {
                fault = "Its validUntil is no time.";
                return null;
            }

            validUntil = until;
        }

        List<SamlVerificationKey>? keys = ReadSigningKeys(root, out fault);
        return keys is null ? null : new SamlProvider(entityId, keys, validUntil);
    }

    private static List<SamlVerificationKey>? ReadSigningKeys(XmlElement root, out string? fault)
    {
        var keys = new List<SamlVerificationKey>();
        foreach (XmlElement certificate in SigningCertificates(root))
        {
            string text = certificate.InnerText;
            byte[] encoded = new byte[text.Length];
            if (!Convert.TryFromBase64String(text, encoded, out int length)
                || SamlVerificationKey.FromCertificate(encoded[..length]) is not { } key)
            {
                fault = "It holds a signing certificate that is no certificate of an RSA key of 1024 to 8192 bits or of an elliptic curve key.";
                return null;
            }

            keys.Add(key);
            if (keys.Count > MostSigningKeys)
            {
                fault = "It holds more than 16 signing certificates.";
                return null;
            }
        }

        fault = keys.Count == 0 ? "It has no IDPSSODescriptor with a signing certificate." : null;
        return fault is null ? keys : null;
    }

    private static IEnumerable<XmlElement> SigningCertificates(XmlElement root) =>
        from role in root.Children("IDPSSODescriptor", SamlNamespaces.Metadata)
        from keyDescriptor in role.Children("KeyDescriptor", SamlNamespaces.Metadata)
        where keyDescriptor.GetAttribute("use") is "" or "signing"
        from keyInfo in keyDescriptor.Children("KeyInfo", SamlNamespaces.Signature)
        from data in keyInfo.Children("X509Data", SamlNamespaces.Signature)
        from certificate in data.Children("X509Certificate", SamlNamespaces.Signature)
        select certificate;
}
