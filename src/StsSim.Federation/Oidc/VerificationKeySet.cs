using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace StsSim.Federation.Oidc;

/// <summary>The keys of one issuer, by key id: a parsed JSON Web Key Set (RFC 7517, section 5).</summary>
internal sealed class VerificationKeySet
{
    // IAM User Guide, "Create an OpenID Connect (OIDC) identity provider": a set has at most 100 keys of each type.
    private const int MaximumKeysPerType = 100;

    private readonly Dictionary<string, VerificationKey> _keys;

    private VerificationKeySet(Dictionary<string, VerificationKey> keys) => _keys = keys;

    /// <summary>The set, or <see langword="null"/> where the text is no JSON Web Key Set.</summary>
    /// <remarks>
    /// Recorded from AWS: keys without an id are passed over; of two keys with one id the later counts; too many keys of
    /// a type make that type's unusable and leave the other's be.
    /// </remarks>
    public static VerificationKeySet? Parse(string json)
    {
        IList<JsonWebKey> all;
        try
        {
            // The library also takes a set that ends in the middle.
            JsonDocument.Parse(json).Dispose();
            all = JsonWebKeySet.Create(json).Keys;
        }
        catch (Exception e) when (e is ArgumentException or JsonException)
        {
            return null;
        }

        bool tooManyRsa = all.Count(key => key.Kty == JsonWebAlgorithmsKeyTypes.RSA) > MaximumKeysPerType;
        bool tooManyCurves = all.Count(key => key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve) > MaximumKeysPerType;
        var keys = new Dictionary<string, VerificationKey>(StringComparer.Ordinal);
        foreach (JsonWebKey key in all)
        {
            bool crowded = key.Kty == JsonWebAlgorithmsKeyTypes.RSA ? tooManyRsa : tooManyCurves;
            if (!crowded && key.Kid is { } id && VerificationKey.From(key) is { } usable)
            {
                keys[id] = usable;
            }
        }

        return new VerificationKeySet(keys);
    }

    /// <summary>The key of that id; without an id, the only key there is (recorded from AWS).</summary>
    public VerificationKey? Find(string? keyId)
    {
        if (keyId is not null)
        {
            return _keys.GetValueOrDefault(keyId);
        }

        return _keys.Count == 1 ? _keys.Values.First() : null;
    }
}
