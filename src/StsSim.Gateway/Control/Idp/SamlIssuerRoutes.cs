using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Accounts;
using StsSim.Operations.Clocks;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control.Idp;

/// <summary>
/// The built-in SAML identity provider: its metadata, and <c>POST /_stssim/idp/saml/assertion</c>, which mints responses,
/// good ones and bad ones.
/// </summary>
internal sealed class SamlIssuerRoutes(BuiltInIssuers issuers, PrincipalDirectory directory, WorldClock clock) : IControlRoutes
{
    private const string Route = "/_stssim/idp/saml";

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route + "/metadata", (RequestDelegate)GetMetadataAsync);
        routes.MapPost(Route + "/assertion", (RequestDelegate)MintAsync);
    }

    private async Task GetMetadataAsync(HttpContext context)
    {
        context.Response.ContentType = "application/samlmetadata+xml";
        await context.Response.WriteAsync((await issuers.SamlAsync()).Metadata);
    }

    private async Task MintAsync(HttpContext context)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        JsonCursor root = body.Root;
        root.IsObject(
            "roleArn", "providerArn", "sessionName", "nameId", "attributes", "tags", "transitiveTagKeys", "sourceIdentity", "recipient", "audience",
            "issuedSecondsAgo", "expiresInSeconds", "sessionExpiresInSeconds", "signWith", "signedElement");
        string roleArn = root.RequiredText("roleArn");
        string? sessionName = root.OptionalText("sessionName");
        ClockSettings terms = clock.Of(await directory.FindAccountAsync(roleArn));
        DateTimeOffset now = clock.Now + terms.Skew;
        var request = new AssertionRequest
        {
            Roles = [new SamlRole(roleArn, root.OptionalText("providerArn") ?? ProviderOf(roleArn))],
            SessionName = sessionName,
            NameId = root.OptionalText("nameId") ?? sessionName ?? "anonymous",
            Attributes = root.Members("attributes").ToDictionary(attribute => attribute.Name, attribute => ReadValues(attribute.Value)),
            PrincipalTags = [.. root.Members("tags").Select(tag => KeyValuePair.Create(tag.Name, tag.Value.Text() ?? ""))],
            TransitiveTagKeys = [.. root.Items("transitiveTagKeys").Select(key => key.Text() ?? "")],
            SourceIdentity = root.OptionalText("sourceIdentity"),
            Recipient = root.OptionalText("recipient") ?? AssertionRequest.DefaultRecipient,
            Audience = root.OptionalText("audience") ?? AssertionRequest.DefaultRecipient,
            IssuedAt = now - (root.OptionalSeconds("issuedSecondsAgo") ?? TimeSpan.Zero),
            ExpiresAt = now + terms.ScaleToSeconds(root.OptionalSeconds("expiresInSeconds") ?? DefaultLifetime),
            SessionNotOnOrAfter = root.OptionalSeconds("sessionExpiresInSeconds") is { } session ? now + terms.ScaleToSeconds(session) : null,
            SignWith = root.Choice("signWith", SignWith.Valid),
            SignedElement = root.Choice("signedElement", SignedElement.Assertion),
        };
        if (body.Texts.Any(HoldsWhatXmlCannot))
        {
            root.Error("holds a character that XML cannot");
        }

        if (await body.IsValidAsync(context.Response))
        {
            string assertion = (await issuers.SamlAsync()).Issuer.Mint(request);
            await ControlJson.WriteAsync(context.Response, new { Assertion = assertion });
        }
    }

    // Surrogates are in pairs here, see ControlBody.
    private static bool HoldsWhatXmlCannot(string text) => text.Any(c => !XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c));

    // The provider the default world registers, in the role's own account.
    private static string ProviderOf(string roleArn)
    {
        int role = roleArn.IndexOf(":role/", StringComparison.Ordinal);
        return role < 0 ? roleArn : $"{roleArn[..role]}:saml-provider/stssim";
    }

    private static IReadOnlyList<string> ReadValues(JsonCursor values) => values.Element.ValueKind == System.Text.Json.JsonValueKind.Array
        ? [.. values.Element.EnumerateArray().Select((item, i) => values.At($"{values.Path}[{i}]", item).Text() ?? "")]
        : [values.Text() ?? ""];
}
