using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Gateway.Control;
using StsSim.Gateway.Control.Dashboard;
using StsSim.Gateway.Control.Experiments;
using StsSim.Gateway.Control.Idp;
using StsSim.Gateway.Control.Observatory;
using StsSim.Gateway.Limits;
using StsSim.Operations.Cluster;

namespace StsSim.Gateway;

public static class GatewayServices
{
    // Kestrel answers a larger head by closing the connection, so its own limit lies well above ours.
    private const int LargestHeadRead = 4 * 1024 * 1024;
    private const int MostHeadersRead = 20_000;

    /// <summary>For a process that answers no AWS requests: health alone, behind the same door.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services, GatewayOptions options) => services
        .Configure<KestrelServerOptions>(kestrel => ConfigureKestrel(kestrel, options.Limits))
        .AddSingleton(options)
        .AddSingleton(options.Limits)
        .AddSingleton<MemoryUnderWay>()
        .AddSingleton<ConnectionLimit>()
        .AddSingleton(new Readiness(isInTouch: () => true))
        .AddSingleton<TokenGuesses>()
        .AddSingleton<ControlAccess>()
        .AddSingleton<ControlDoor>()
        .AddSingleton<IControlRoutes, HealthRoutes>()
        .AddRouting();

    public static IServiceCollection AddStsGateway(this IServiceCollection services, GatewayOptions options) => services
        .AddHealth(options)
        .AddSingleton<LoadShedder>()
        .AddHostedService(provider => provider.GetRequiredService<LoadShedder>())
        .AddSingleton(provider => new Readiness(() => provider.GetRequiredService<ClusterContact>().IsCurrent))
        .AddSingleton<AwsEndpoint>()
        .AddSingleton<ControlDocument>()
        .AddSingleton<ExperimentEvents>()
        .AddSingleton<SnapshotReader>()
        .AddSingleton<SnapshotFeed>()
        .AddSingleton<DashboardAssets>()
        .AddSingleton<IControlRoutes, IndexRoutes>()
        .AddSingleton<IControlRoutes, DashboardRoutes>()
        .AddSingleton<IControlRoutes, CertificateAuthorityRoutes>()
        .AddSingleton<IControlRoutes, EventRoutes>()
        .AddSingleton<IControlRoutes, WorldRoutes>()
        .AddSingleton<IControlRoutes, ClusterRoutes>()
        .AddSingleton<IControlRoutes, QuotaRoutes>()
        .AddSingleton<IControlRoutes, PropagationDelayRoutes>()
        .AddSingleton<MisbehaviourScopes>()
        .AddSingleton<IControlRoutes, FaultRoutes>()
        .AddSingleton<IControlRoutes, ClockRoutes>()
        .AddSingleton<IControlRoutes, SessionLedgerRoutes>()
        .AddSingleton<IControlRoutes, LeaseRoutes>()
        .AddSingleton<IControlRoutes, ExperimentRoutes>()
        .AddSingleton<IControlRoutes, ClientRoutes>()
        .AddSingleton<IControlRoutes, AssertionRoutes>()
        .AddSingleton<IControlRoutes, AuthorizeRoute>()
        .AddSingleton<IControlRoutes, OidcIssuerRoutes>()
        .AddSingleton<IControlRoutes, SamlIssuerRoutes>()
        .AddSingleton<IControlRoutes, OAuthIssuerRoutes>()
        .AddSingleton<IControlRoutes, DelegationRoutes>()
        .AddSingleton<IControlRoutes, OutboundIssuerRoutes>();

    /// <summary>The AWS endpoint at <c>/</c>, the control API under <c>/_stssim</c>, health; any other path is not found, in AWS's way.</summary>
    public static void UseStsGateway(this WebApplication app)
    {
        AwsEndpoint aws = app.Services.GetRequiredService<AwsEndpoint>();
        if (app.Services.GetRequiredService<GatewayOptions>().HasControlListener)
        {
            app.Use((context, next) => context.Request.Path == "/" && !ControlDoor.IsOnControlListener(context) ? aws.HandleAsync(context) : next(context));
        }
        else
        {
            app.Use((context, next) => context.Request.Path == "/" ? aws.HandleAsync(context) : next(context));
        }

        app.UseHealth();
    }

    /// <summary>Health, and whatever other routes there are, behind the door.</summary>
    public static void UseHealth(this WebApplication app)
    {
        ControlDoor door = app.Services.GetRequiredService<ControlDoor>();
        app.UseRouting();
        app.Use((context, next) => door.InvokeAsync(context, next));
        foreach (IControlRoutes routes in app.Services.GetServices<IControlRoutes>())
        {
            routes.Map(app);
        }
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel, GatewayLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null; // RequestBody sets the limit, and answers with an AWS error
        kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeadRead;
        kestrel.Limits.MaxRequestHeaderCount = MostHeadersRead;
        kestrel.Limits.MaxRequestLineSize = LargestHeadRead;
        kestrel.Limits.MaxRequestBufferSize = 2L * LargestHeadRead;
        kestrel.Limits.MaxConcurrentConnections = kestrel.ApplicationServices.GetRequiredService<ConnectionLimit>().MostOfAll;
        kestrel.Limits.RequestHeadersTimeout = limits.HeadTime;
        kestrel.Limits.KeepAliveTimeout = limits.IdleTime;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.BytesPerSecond, limits.GraceTime);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(limits.BytesPerSecond, limits.GraceTime);
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1; // a signature covers bytes; see WireRequest
    }
}
