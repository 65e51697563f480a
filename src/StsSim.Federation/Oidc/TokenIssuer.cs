using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace StsSim.Federation.Oidc;

/// <summary>Mints JWTs (RFC 7519) in the name of an issuer of this process.</summary>
/// <param name="keys">The issuer's keys.</param>
public sealed class TokenIssuer(SigningKeys keys)
{
    // Whose tokens nobody can verify. One for the whole process: making RSA keys is slow, and only their ids must differ.
    private static readonly Lazy<SigningKeys> Stranger = new(SigningKeys.Create);

    /// <summary>A token in JWS Compact Serialization.</summary>
    public string Mint(TokenRequest request)
    {
        SigningKey key = (request.SignWith == TokenSignature.UnknownKey ? Stranger.Value : keys).For(request.Algorithm);
        JsonObject header = request.SignWith switch
        {
            TokenSignature.None => new() { ["alg"] = "none", ["typ"] = "JWT" },
            TokenSignature.UnknownKey => Header(key, $"{request.Algorithm}-{RandomNumberGenerator.GetHexString(32, lowercase: true)}"),
            _ => Header(key, key.KeyId),
        };
        string input = $"{Encode(header)}.{Encode(Claims(request))}";
        return $"{input}.{Sign(key, input, request.SignWith)}";
    }

    private static JsonObject Header(SigningKey key, string keyId) =>
        new() { ["alg"] = key.Algorithm.Name, ["kid"] = keyId, ["typ"] = "JWT" };

    private static JsonObject Claims(TokenRequest request)
    {
        var claims = new JsonObject
        {
            ["iss"] = request.Issuer,
            ["sub"] = request.Subject,
            ["aud"] = request.Audience.Count == 1 ? request.Audience[0] : new JsonArray([.. request.Audience.Select(a => JsonValue.Create(a))]),
            ["iat"] = request.IssuedAt.ToUnixTimeSeconds(),
            ["exp"] = request.ExpiresAt.ToUnixTimeSeconds(),
        };
        foreach ((string name, JsonNode? value) in request.Claims ?? [])
        {
            claims.Remove(name);
            if (value is not null)
            {
                claims[name] = value.DeepClone();
            }
        }

        return claims;
    }

    private static string Sign(SigningKey key, string input, TokenSignature signWith)
    {
        if (signWith == TokenSignature.None)
        {
            return "";
        }

        byte[] signature = key.Sign(Encoding.ASCII.GetBytes(input));
        if (signWith == TokenSignature.WrongSignature)
        {
            signature[^1] ^= 1;
        }

        return Base64Url.EncodeToString(signature);
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
