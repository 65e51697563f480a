using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Gateway.Control;
using StsSim.Gateway.Control.Idp;

namespace StsSim.Gateway;

public static class GatewayServices
{
    // Kestrel answers a larger head by closing the connection, so its own limit lies well above ours.
    private const int LargestHeadRead = 4 * 1024 * 1024;
    private const int MostHeadersRead = 20_000;

    public static IServiceCollection AddStsGateway(this IServiceCollection services, GatewayOptions options)
    {
        services.Configure<KestrelServerOptions>(ConfigureKestrel);
        return services
            .AddSingleton(options)
            .AddSingleton<Readiness>()
            .AddSingleton<AwsEndpoint>()
            .AddSingleton<ControlAccess>()
            .AddSingleton<WorldRoutes>()
            .AddSingleton<QuotaRoutes>()
            .AddSingleton<PropagationDelayRoutes>()
            .AddSingleton<FederatedUserRoutes>()
            .AddSingleton<LeaseRoutes>()
            .AddSingleton<AuthorizeRoute>()
            .AddSingleton<OidcIssuerRoutes>()
            .AddSingleton<SamlIssuerRoutes>()
            .AddSingleton<OAuthIssuerRoutes>()
            .AddSingleton<DelegationRoutes>()
            .AddSingleton<OutboundIssuerRoutes>()
            .AddRouting();
    }

    /// <summary>The AWS endpoint at <c>/</c>, the control API under <c>/_stssim</c>, health; any other path is not found, in AWS's way.</summary>
    public static void UseStsGateway(this WebApplication app)
    {
        AwsEndpoint sts = app.Services.GetRequiredService<AwsEndpoint>();
        app.Use((context, next) => context.Request.Path == "/" ? sts.HandleAsync(context) : next(context));
        ControlAccess access = app.Services.GetRequiredService<ControlAccess>();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/_stssim", StringComparison.Ordinal)
                || context.Request.Path.StartsWithSegments(WorldRoutes.MotoPrefix, StringComparison.Ordinal),
            branch => branch.Use((context, next) => access.InvokeAsync(context, next)));
        app.UseRouting();
        HealthRoutes.Map(app);
        IndexRoute.Map(app);
        app.Services.GetRequiredService<WorldRoutes>().Map(app);
        app.Services.GetRequiredService<QuotaRoutes>().Map(app);
        app.Services.GetRequiredService<PropagationDelayRoutes>().Map(app);
        app.Services.GetRequiredService<FederatedUserRoutes>().Map(app);
        app.Services.GetRequiredService<LeaseRoutes>().Map(app);
        app.Services.GetRequiredService<AuthorizeRoute>().Map(app);
        app.Services.GetRequiredService<OidcIssuerRoutes>().Map(app);
        app.Services.GetRequiredService<SamlIssuerRoutes>().Map(app);
        app.Services.GetRequiredService<OAuthIssuerRoutes>().Map(app);
        app.Services.GetRequiredService<DelegationRoutes>().Map(app);
        app.Services.GetRequiredService<OutboundIssuerRoutes>().Map(app);
        app.MapFallback("{**path}", (RequestDelegate)AnswerUnknownPathAsync);
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null; // RequestBody sets the limit, and answers with an AWS error
        kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeadRead;
        kestrel.Limits.MaxRequestHeaderCount = MostHeadersRead;
        kestrel.Limits.MaxRequestLineSize = LargestHeadRead;
        kestrel.Limits.MaxRequestBufferSize = 2L * LargestHeadRead;
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1; // a signature covers bytes; see WireRequest
    }

    // What AWS's Query front ends say of a path they do not route (recorded on SES).
    private static Task AnswerUnknownPathAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync("<UnknownOperationException/>\n");
    }
}
