using System.Security.Cryptography;

namespace StsSim.Federation.Saml;

/// <summary>
/// The signature algorithms taken, by their identifiers of XML signatures (RFC 9231). Never one with a shared key: for
/// that, the public key would do.
/// </summary>
internal readonly record struct SignatureAlgorithm(HashAlgorithmName Hash, bool IsEllipticCurve)
{
    public const string RsaSha256 = More + "rsa-sha256";

    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";

    public static SignatureAlgorithm? Find(string identifier) => identifier switch
    {
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1" => new(HashAlgorithmName.SHA1, false),
        RsaSha256 => new(HashAlgorithmName.SHA256, false),
        More + "rsa-sha384" => new(HashAlgorithmName.SHA384, false),
        More + "rsa-sha512" => new(HashAlgorithmName.SHA512, false),
        More + "ecdsa-sha256" => new(HashAlgorithmName.SHA256, true),
        More + "ecdsa-sha384" => new(HashAlgorithmName.SHA384, true),
        More + "ecdsa-sha512" => new(HashAlgorithmName.SHA512, true),
        _ => null,
    };
}
