using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace StsSim.Federation.Oidc;

/// <summary>A JWT in JWS Compact Serialization (RFC 7515, section 7.1), taken apart and not yet verified.</summary>
internal sealed class CompactJws
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private CompactJws(string? algorithm, string? keyId, JsonElement claims, byte[] signingInput, byte[] signature)
    {
        Algorithm = algorithm;
        KeyId = keyId;
        Claims = claims;
        SigningInput = signingInput;
        Signature = signature;
    }

    public string? Algorithm { get; }

    public string? KeyId { get; }

    /// <summary>A JSON object; where it has a member twice, look-ups by name see the last, as AWS's do.</summary>
    public JsonElement Claims { get; }

    public byte[] SigningInput { get; }

    public byte[] Signature { get; }

    /// <summary>The token's parts, or <see langword="null"/> where it is no JWT.</summary>
    /// <remarks>
    /// Of the header <c>alg</c> and <c>kid</c> alone are heard: keys that a token brings or points to (<c>jwk</c>,
    /// <c>jku</c>, <c>x5c</c>, <c>x5u</c>) are never looked at. AWS answers that a token with <c>crit</c> is no JWT.
    /// </remarks>
    public static CompactJws? Parse(string token)
    {
        int first = token.IndexOf('.', StringComparison.Ordinal);
        int second = first < 0 ? -1 : token.IndexOf('.', first + 1);
        if (second < 0)
        {
            return null;
        }

        if (!TryDecode(token.AsSpan(0, first), out byte[] header)
            || !TryDecode(token.AsSpan(first + 1, second - first - 1), out byte[] payload)
            || !TryDecode(token.AsSpan(second + 1), out byte[] signature)
            || !TryReadObject(header, out JsonElement parameters)
            || !TryReadObject(payload, out JsonElement claims)
            || parameters.TryGetProperty("crit", out _)
            || !TryReadOptionalText(parameters, "alg", out string? algorithm)
            || !TryReadOptionalText(parameters, "kid", out string? keyId))
        {
            return null;
        }

        return new CompactJws(algorithm, keyId, claims, Encoding.ASCII.GetBytes(token, 0, second), signature);
    }

    private static bool TryDecode(ReadOnlySpan<char> segment, out byte[] bytes)
    {
        // The decoder would pass over white space and padding; a JWS has neither.
        if (segment.ContainsAnyExcept(Alphabet) || segment.Length % 4 == 1)
        {
            bytes = [];
            return false;
        }

        bytes = new byte[Base64Url.GetMaxDecodedLength(segment.Length)];
        return Base64Url.DecodeFromChars(segment, bytes, out _, out int length) == OperationStatus.Done && length == bytes.Length;
    }

    private static bool TryReadObject(byte[] utf8, out JsonElement value)
    {
        value = default;
        try
        {
            value = JsonElement.Parse(utf8);
            ReadStrings(value);
            return value.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // System.Text.Json looks at escapes and at UTF-8 only when a string is read, and throws then: better here than later.
    private static void ReadStrings(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    ReadStrings(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadStrings(member.Value);
                }

                break;
        }
    }

    private static bool TryReadOptionalText(JsonElement parameters, string name, out string? text)
    {
        text = null;
        if (!parameters.TryGetProperty(name, out JsonElement value))
        {
            return true;
        }

        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }
}
