using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary><c>GET /_stssim/events[?account=…]</c>: the last minutes as the event <c>history</c>, and then a snapshot a second.</summary>
internal sealed class EventRoutes(SnapshotFeed feed, SnapshotReader reader, PrincipalDirectory directory, IHostApplicationLifetime lifetime) : IControlRoutes
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_stssim/events", (RequestDelegate)FollowAsync);

    private async Task FollowAsync(HttpContext context)
    {
        string? account = context.Request.Query["account"];
        if (account is not null && !(AccountId.TryParse(account, out AccountId id) && await directory.FindAccountAsync(id) is not null))
        {
            await Problem.NotFound($"There is no account '{account}' in this world.").WriteAsync(context.Response);
            return;
        }

        string history = ServerEvent.Of("history", await reader.ReadHistoryAsync(account));
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await WriteAsync(context.Response, history, ended.Token);
            await foreach (string sent in feed.FollowAsync(account, ended.Token))
            {
                await WriteAsync(context.Response, sent, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The follower has gone, or the gateway is about to.
        }
    }

    private static async Task WriteAsync(HttpResponse response, string sent, CancellationToken cancellationToken)
    {
        await response.WriteAsync(sent, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
