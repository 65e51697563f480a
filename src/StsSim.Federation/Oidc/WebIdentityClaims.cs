using System.Globalization;
using System.Text.Json;

namespace StsSim.Federation.Oidc;

/// <summary>Reads the claims of an ID token as AWS was recorded to read them.</summary>
internal readonly struct WebIdentityClaims(JsonElement claims)
{
    private static readonly string[] Required = ["iss", "sub", "aud", "exp", "iat"];

    public WebIdentityFault? FindMissing()
    {
        foreach (string name in Required)
        {
            if (!claims.TryGetProperty(name, out _))
            {
                return new WebIdentityFault.MalformedClaims($"Missing a required claim: {name}");
            }
        }

        return null;
    }

    /// <summary>A claim that is one text; a number counts as its digits.</summary>
    /// <returns>The fault, or <see langword="null"/> and the text; no text where the claim is absent.</returns>
    public WebIdentityFault? ReadText(string name, out string? text)
    {
        text = null;
        if (!claims.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return text is null ? new WebIdentityFault.UnreadableClaim(name) : null;
    }

    /// <summary>The <c>aud</c> claim, a text or a list of texts.</summary>
    public WebIdentityFault? ReadAudiences(out IReadOnlyList<string> audiences)
    {
        audiences = [];
        if (!claims.TryGetProperty("aud", out JsonElement value) || ReadTexts(value) is not { } texts)
        {
            return new WebIdentityFault.UnreadableClaim("aud");
        }

        audiences = texts;
        return texts.Count == 0 ? new WebIdentityFault.MalformedClaims("Claim is not allowed to be empty: aud") : null;
    }

    /// <summary>A text or a list of texts; none where the claim is absent or something else.</summary>
    public IReadOnlyList<string> ReadOptionalTexts(string name) =>
        claims.TryGetProperty(name, out JsonElement value) ? ReadTexts(value) ?? [] : [];

    /// <summary>A time in whole epoch seconds: a number, or a text of digits.</summary>
    /// <returns>The fault, or <see langword="null"/> and the time; no time where the claim is absent.</returns>
    public WebIdentityFault? ReadTime(string name, out long? seconds)
    {
        seconds = null;
        if (!claims.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        string? digits = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        bool whole = value.ValueKind == JsonValueKind.Number
            ? value.TryGetInt64(out long time)
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out time);
        seconds = whole ? time : null;
        return seconds is >= 0 ? null : new WebIdentityFault.MalformedClaims("Invalid timestamp in token claims.");
    }

    /// <summary>The texts, or <see langword="null"/> for what is neither a text nor a list of texts.</summary>
    public static IReadOnlyList<string>? ReadTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return [value.GetString()!];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var texts = new List<string>(value.GetArrayLength());
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            texts.Add(item.GetString()!);
        }

        return texts;
    }
}
