using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

/// <summary>Metadata and certificates other than the issuer's own.</summary>
internal static class SampleMetadata
{
    public static byte[] Certificate(RSA key) =>
        SelfSign(new CertificateRequest("CN=idp.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static byte[] Certificate(ECDsa key) => SelfSign(new CertificateRequest("CN=idp.example.com", key, HashAlgorithmName.SHA256));

    /// <summary>Of an RSA key of any size and exponent, whose private half nobody knows.</summary>
    public static byte[] Certificate(int modulusBytes, byte[] exponent)
    {
        byte[] modulus = new byte[modulusBytes];
        Array.Fill(modulus, (byte)0xF1);
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteIntegerUnsigned(modulus);
            key.WriteIntegerUnsigned(exponent);
        }

        var publicKey = new PublicKey(new Oid("1.2.840.113549.1.1.1"), new AsnEncodedData([5, 0]), new AsnEncodedData(key.Encode()));
        var request = new CertificateRequest(new X500DistinguishedName("CN=idp.example.com"), publicKey, HashAlgorithmName.SHA256);
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), SampleIdentityProvider.Now.AddYears(-3), SampleIdentityProvider.Now.AddYears(-2), [1]);
        return certificate.RawData;
    }

    public static SamlProvider Provider(params byte[][] certificates) => SampleIdentityProvider.Parse(Write(
        string.Concat(certificates.Select(certificate => KeyDescriptor(Convert.ToBase64String(certificate), """ use="signing" """)))));

    public static string Write(string keyDescriptors, string entityId = SampleIdentityProvider.EntityId, string attributes = "") =>
        $"""
        <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entityId}" {attributes}>
          <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            {keyDescriptors}
            <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
          </md:IDPSSODescriptor>
        </md:EntityDescriptor>
        """;

    public static string KeyDescriptor(string base64, string use = "") =>
        $"""<md:KeyDescriptor{use}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>""";

    // Long past: the dates of a certificate do not matter here.
    private static byte[] SelfSign(CertificateRequest request)
    {
        using X509Certificate2 certificate = request.CreateSelfSigned(SampleIdentityProvider.Now.AddYears(-3), SampleIdentityProvider.Now.AddYears(-2));
        return certificate.RawData;
    }
}
