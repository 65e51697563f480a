using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace StsSim.Federation.Oidc;

/// <summary>The keys of one issuer: RSA-2048 and the three NIST curves, so that it can sign with every algorithm.</summary>
public sealed class SigningKeys
{
    private const int RsaBits = 2048;

    private readonly byte[][] _pkcs8;
    private readonly Dictionary<JwsAlgorithm, SigningKey> _keys;

    private SigningKeys(byte[][] pkcs8)
    {
        using var rsa = RSA.Create();
        using var p256 = ECDsa.Create();
        using var p384 = ECDsa.Create();
        using var p521 = ECDsa.Create();
        AsymmetricAlgorithm[] algorithms = [rsa, p256, p384, p521];
        for (int i = 0; i < algorithms.Length; i++)
        {
            algorithms[i].ImportPkcs8PrivateKey(pkcs8[i], out _);
        }

        _pkcs8 = pkcs8;
        _keys = new Dictionary<JwsAlgorithm, SigningKey>
        {
            [JwsAlgorithm.RS256] = new(JwsAlgorithm.RS256, rsa),
            [JwsAlgorithm.RS384] = new(JwsAlgorithm.RS384, rsa),
            [JwsAlgorithm.RS512] = new(JwsAlgorithm.RS512, rsa),
            [JwsAlgorithm.ES256] = new(JwsAlgorithm.ES256, p256),
            [JwsAlgorithm.ES384] = new(JwsAlgorithm.ES384, p384),
            [JwsAlgorithm.ES512] = new(JwsAlgorithm.ES512, p521),
        };
        Jwks = WriteJwks(_keys.Values);
    }

    /// <summary>The public keys as a JSON Web Key Set, a key id for each algorithm.</summary>
    public string Jwks { get; }

    /// <summary>New keys; finding an RSA key takes a tenth of a second or so.</summary>
    public static SigningKeys Create()
    {
        using var rsa = RSA.Create(RsaBits);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        AsymmetricAlgorithm[] algorithms = [rsa, p256, p384, p521];
        return new SigningKeys([.. algorithms.Select(algorithm => algorithm.ExportPkcs8PrivateKey())]);
    }

    /// <summary>The keys in such bytes.</summary>
    /// <exception cref="CryptographicException">The bytes are not of <see cref="Export"/>.</exception>
    public static SigningKeys Import(byte[] exported)
    {
        var pkcs8 = new byte[4][];
        ReadOnlySpan<byte> rest = exported;
        for (int i = 0; i < pkcs8.Length; i++)
        {
            if (!BinaryPrimitives.TryReadInt32BigEndian(rest, out int length) || length < 0 || length > rest.Length - sizeof(int))
            {
                throw new CryptographicException("These bytes hold no signing keys.");
            }

            pkcs8[i] = rest.Slice(sizeof(int), length).ToArray();
            rest = rest[(sizeof(int) + length)..];
        }

        return rest.IsEmpty ? new SigningKeys(pkcs8) : throw new CryptographicException("There is something after the signing keys.");
    }

    /// <summary>The private keys: RSA and the curves in turn, each in PKCS #8 after its length. A secret.</summary>
    public byte[] Export()
    {
        var exported = new List<byte>();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (byte[] key in _pkcs8)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, key.Length);
            exported.AddRange(length);
            exported.AddRange(key);
        }

        return [.. exported];
    }

    public override string ToString() => $"{nameof(SigningKeys)} {_keys[JwsAlgorithm.RS256].KeyId}";

    internal SigningKey For(JwsAlgorithm algorithm) => _keys[algorithm];

    private static string WriteJwks(IEnumerable<SigningKey> keys)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys");
            foreach (SigningKey key in keys)
            {
                json.WriteStartObject();
                json.WriteString("kty", key.PublicKey.Kty);
                json.WriteString("kid", key.KeyId);
                json.WriteString("use", key.PublicKey.Use);
                json.WriteString("alg", key.PublicKey.Alg);
                WriteParameters(json, key.PublicKey);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteParameters(Utf8JsonWriter json, JsonWebKey key)
    {
        if (key.Kty == JsonWebAlgorithmsKeyTypes.RSA)
        {
            json.WriteString("n", key.N);
            json.WriteString("e", key.E);
            return;
        }

        json.WriteString("crv", key.Crv);
        json.WriteString("x", key.X);
        json.WriteString("y", key.Y);
    }
}
