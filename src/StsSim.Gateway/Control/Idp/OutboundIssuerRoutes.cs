using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Federation.Oidc;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Cluster;
using StsSim.Operations.IdentityProviders;

namespace StsSim.Gateway.Control.Idp;

/// <summary>
/// The public side of the issuers behind GetWebIdentityToken: discovery document and keys, under the issuer's own host
/// name as at AWS, and for those who cannot resolve that, under <c>/_stssim/idp/outbound/{account}</c>.
/// </summary>
internal sealed class OutboundIssuerRoutes(BuiltInIssuers issuers, PrincipalDirectory directory, ClusterLink cluster) : IControlRoutes
{
    private const string Discovery = "/.well-known/openid-configuration";
    private const string Keys = "/.well-known/jwks.json";
    private const string Route = "/_stssim/idp/outbound/{id}";

    private static readonly JwsAlgorithm[] Algorithms = [JwsAlgorithm.RS256, JwsAlgorithm.ES384];
    private static readonly string[] Claims = ["sub", "aud", "exp", "iat", "iss", "jti", "https://sts.amazonaws.com/"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Discovery, (RequestDelegate)(context => DiscoverAsync(context, byHost: true))).WithMetadata(RouteAccess.Aws);
        routes.MapGet(Keys, (RequestDelegate)(context => GetKeysAsync(context, byHost: true))).WithMetadata(RouteAccess.Aws);
        routes.MapGet(Route + Discovery, (RequestDelegate)(context => DiscoverAsync(context, byHost: false)));
        routes.MapGet(Route + Keys, (RequestDelegate)(context => GetKeysAsync(context, byHost: false)));
    }

    private async Task DiscoverAsync(HttpContext context, bool byHost)
    {
        if (await FindAsync(context, byHost) is not { OutboundIssuer: { } issuer } account)
        {
            return;
        }

        string keys = byHost
            ? issuer + Keys
            : $"{context.Request.Scheme}://{context.Request.Host}/_stssim/idp/outbound/{account.Id}{Keys}";
        await ControlJson.WriteTextAsync(context.Response, DiscoveryDocument.ToJson(issuer, keys, Algorithms, Claims));
    }

    private async Task GetKeysAsync(HttpContext context, bool byHost)
    {
        if (await FindAsync(context, byHost) is { } account)
        {
            await ControlJson.WriteTextAsync(context.Response, (await issuers.OutboundKeysAsync(account.Id)).Jwks);
        }
    }

    // The account, or null where the problem is written.
    private async Task<Account?> FindAsync(HttpContext context, bool byHost)
    {
        Account? account = byHost
            ? await FindByHostAsync(context.Request.Host.Host)
            : AccountId.TryParse((string)context.GetRouteValue("id")!, out AccountId id) ? await directory.FindAccountAsync(id) : null;
        if (account?.OutboundIssuer is null)
        {
            await Problem.NotFound("Here is no issuer of outbound web identity tokens.").WriteAsync(context.Response);
            return null;
        }

        return account;
    }

    private async Task<Account?> FindByHostAsync(string host)
    {
        foreach (AccountId id in cluster.Environment.Accounts)
        {
            if (OutboundIssuer.Of(id) == $"https://{host}")
            {
                return await directory.FindAccountAsync(id);
            }
        }

        return null;
    }
}
