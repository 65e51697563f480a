using System.Security.Cryptography;

namespace StsSim.Federation.Saml;

/// <summary>The digests taken, by their identifiers of XML signatures (RFC 9231).</summary>
internal static class DigestAlgorithm
{
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    public static HashAlgorithmName? Find(string identifier) => identifier switch
    {
        "http://www.w3.org/2000/09/xmldsig#sha1" => HashAlgorithmName.SHA1,
        Sha256 => HashAlgorithmName.SHA256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => HashAlgorithmName.SHA384,
        "http://www.w3.org/2001/04/xmlenc#sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
