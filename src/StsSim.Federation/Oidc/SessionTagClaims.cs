using System.Text.Json;

namespace StsSim.Federation.Oidc;

/// <summary>
/// Session tags in an ID token (IAM User Guide, "Pass session tags in AWS STS"): nested in one claim, each value a list
/// of one, or flattened into a claim per tag, each value a text.
/// </summary>
internal sealed record SessionTagClaims(IReadOnlyList<KeyValuePair<string, string>> Tags, IReadOnlyList<string> TransitiveKeys)
{
    private const string Nested = "https://aws.amazon.com/tags";
    private const string FlattenedTag = "https://aws.amazon.com/tags/principal_tags/";
    private const string FlattenedTransitiveKeys = "https://aws.amazon.com/tags/transitive_tag_keys";

    private static readonly WebIdentityFault BadTags =
        new WebIdentityFault.MalformedClaims("principal_tags passed in claim is not in correct format.");

    // Worded after its recorded sibling.
    private static readonly WebIdentityFault BadTransitiveKeys =
        new WebIdentityFault.MalformedClaims("transitive_tag_keys passed in claim is not in correct format.");

    public static SessionTagClaims None { get; } = new([], []);

    /// <summary>The fault, or <see langword="null"/> and the tags.</summary>
    public static WebIdentityFault? Read(JsonElement claims, out SessionTagClaims found)
    {
        found = None;
        var tags = new List<KeyValuePair<string, string>>();
        var transitiveKeys = new List<string>();
        WebIdentityFault? fault = claims.TryGetProperty(Nested, out JsonElement nested) ? ReadNested(nested, tags, transitiveKeys) : null;
        fault ??= ReadFlattened(claims, tags, transitiveKeys);
        if (fault is null && (tags.Count > 0 || transitiveKeys.Count > 0))
        {
            found = new SessionTagClaims(tags, transitiveKeys);
        }

        return fault;
    }

    private static WebIdentityFault? ReadNested(JsonElement nested, List<KeyValuePair<string, string>> tags, List<string> transitiveKeys)
    {
        if (nested.ValueKind != JsonValueKind.Object)
        {
            return BadTags;
        }

        if (nested.TryGetProperty("principal_tags", out JsonElement principalTags))
        {
            if (principalTags.ValueKind != JsonValueKind.Object)
            {
                return BadTags;
            }

            foreach (JsonProperty tag in principalTags.EnumerateObject())
            {
                if (tag.Value.ValueKind != JsonValueKind.Array || WebIdentityClaims.ReadTexts(tag.Value) is not [string value])
                {
                    return BadTags;
                }

                tags.Add(new(tag.Name, value));
            }
        }

        return nested.TryGetProperty("transitive_tag_keys", out JsonElement keys) ? ReadTransitiveKeys(keys, transitiveKeys) : null;
    }

    private static WebIdentityFault? ReadFlattened(JsonElement claims, List<KeyValuePair<string, string>> tags, List<string> transitiveKeys)
    {
        foreach (JsonProperty claim in claims.EnumerateObject())
        {
            if (!claim.Name.StartsWith(FlattenedTag, StringComparison.Ordinal))
            {
                continue;
            }

            if (claim.Value.ValueKind != JsonValueKind.String)
            {
                return BadTags;
            }

            tags.Add(new(claim.Name[FlattenedTag.Length..], claim.Value.GetString()!));
        }

        return claims.TryGetProperty(FlattenedTransitiveKeys, out JsonElement keys) ? ReadTransitiveKeys(keys, transitiveKeys) : null;
    }

    private static WebIdentityFault? ReadTransitiveKeys(JsonElement value, List<string> transitiveKeys)
    {
        if (value.ValueKind != JsonValueKind.Array || WebIdentityClaims.ReadTexts(value) is not { } keys)
        {
            return BadTransitiveKeys;
        }

        transitiveKeys.AddRange(keys);
        return null;
    }
}
