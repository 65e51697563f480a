using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Cluster;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Identities;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>GET /_stssim/cluster</c>: which silos and gateways there are and what versions each gateway holds;
/// <c>POST /_stssim/cluster/key-rotations</c>: another key for session tokens.
/// </summary>
internal sealed class ClusterRoutes(IGrainFactory grains) : IControlRoutes
{
    private IEnvironmentGrain Environment => grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_stssim/cluster", (RequestDelegate)GetAsync);
        routes.MapPost("/_stssim/cluster/key-rotations", (RequestDelegate)RotateKeysAsync);
    }

    private async Task GetAsync(HttpContext context)
    {
        string? account = context.Request.Query["account"];
        if (account is not null && !AccountId.TryParse(account, out _))
        {
            await Problem.Invalid([new WorldFileError("account", "is no account id: twelve digits")]).WriteAsync(context.Response);
            return;
        }

        ClusterStatus status = await grains.GetGrain<IClusterStatusGrain>(IClusterStatusGrain.Key).Read(account);
        await ControlJson.WriteAsync(context.Response, new
        {
            status.EnvironmentVersion,
            status.AccountVersion,
            status.Gateways,
            status.Silos,
            status.Keys,
        });
    }

    // The new key is announced when this answers, and seals when no gateway can be without it.
    private async Task RotateKeysAsync(HttpContext context)
    {
        await Environment.RotateKeys();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }
}
