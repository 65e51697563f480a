using System.Text.Json;
using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Worlds;

/// <summary>Reads the identity providers of one account of a world file.</summary>
internal static class ProviderReader
{
    public static IReadOnlyList<OidcProviderDefinition> ReadOidcProviders(JsonCursor owner)
    {
        var taken = new HashSet<string>();
        return [.. owner.Items("oidcProviders").Select(provider => ReadOidcProvider(provider, taken))];
    }

    public static IReadOnlyList<SamlProviderDefinition> ReadSamlProviders(JsonCursor owner)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. owner.Items("samlProviders").Select(provider => ReadSamlProvider(provider, taken))];
    }

    private static OidcProviderDefinition ReadOidcProvider(JsonCursor cursor, HashSet<string> taken)
    {
        cursor.IsObject("url", "clientIds", "jwks", "thumbprints", "tags", "createdAt");
        string url = cursor.RequiredText("url");
        bool valid = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "https" or "http" && uri.Query.Length == 0 && uri.Fragment.Length == 0;
        if (!valid || !taken.Add(url))
        {
            cursor.At($"{cursor.Path}.url", default).Error("must be the issuer's URL, https://host/path, and no other provider's");
        }

        return new OidcProviderDefinition(
            url,
            [.. cursor.Items("clientIds").Select(item => item.Text() ?? "")],
            cursor.TryMember("jwks", out JsonCursor jwks) ? ReadJwks(jwks) : null,
            [.. cursor.Items("thumbprints").Select(ReadThumbprint)])
        {
            Tags = IdentityReader.ReadTags(cursor),
            CreatedAt = cursor.OptionalTime("createdAt"),
        };
    }

    private static string? ReadJwks(JsonCursor cursor)
    {
        string? text = cursor.Element.ValueKind == JsonValueKind.String ? cursor.Text() : cursor.Json();
        try
        {
            using JsonDocument keys = JsonDocument.Parse(text ?? "");
            if (keys.RootElement.ValueKind == JsonValueKind.Object && keys.RootElement.TryGetProperty("keys", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
            {
                return text;
            }
        }
        catch (JsonException)
        {
            // Reported below, like JSON of another shape.
        }

        cursor.Error("must be a JSON Web Key Set: an object with a list of keys");
        return null;
    }

    private static string ReadThumbprint(JsonCursor cursor)
    {
        string thumbprint = cursor.Text() ?? "";
        if (thumbprint.Length != 40 || !thumbprint.All(char.IsAsciiHexDigit))
        {
            cursor.Error("must be a SHA-1 thumbprint, 40 hexadecimal digits");
        }

        return thumbprint;
    }

    private static SamlProviderDefinition ReadSamlProvider(JsonCursor cursor, HashSet<string> taken)
    {
        cursor.IsObject("name", "metadata", "tags", "createdAt");
        string name = cursor.RequiredText("name");
        bool valid = name.Length is > 0 and <= 128 && name.All(c => char.IsAsciiLetterOrDigit(c) || "_.-".Contains(c, StringComparison.Ordinal));
        if (!valid || !taken.Add(name))
        {
            cursor.At($"{cursor.Path}.name", default).Error("must be 1 to 128 characters of [A-Za-z0-9_.-], and no other provider's");
        }

        string? metadata = cursor.OptionalText("metadata");
        if (metadata is not null && SamlProvider.Parse(metadata, out string? fault) is null)
        {
            cursor.At($"{cursor.Path}.metadata", default).Error($"is no metadata of a SAML identity provider: {fault}");
        }

        return new SamlProviderDefinition(name, metadata) { Tags = IdentityReader.ReadTags(cursor), CreatedAt = cursor.OptionalTime("createdAt") };
    }
}
