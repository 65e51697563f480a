using Microsoft.AspNetCore.Http;
using OpenTelemetry.Trace;
using StsSim.Operations.Observation;

namespace StsSim.Host.Telemetry;

/// <summary>What is traced: HTTP requests, the AWS requests in them, and the grain calls those make.</summary>
internal static class TracedSources
{
    public static TracerProviderBuilder AddTracedSources(this TracerProviderBuilder tracing) => tracing
        .AddAspNetCoreInstrumentation(http =>
        {
            http.Filter = context => !IsAskedByTheClock(context.Request.Path);

            // A presigned query holds a signature and maybe a session token; what it asks for stands in the span of the AWS request.
            http.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.query", null);
        })
        .AddSource(StsInstruments.ActivitySourceName)
        .AddSource(GrainCallsOfRequests.Source)
        .AddProcessor<GrainCallsOfRequests>();

    private static bool IsAskedByTheClock(PathString path) => path == "/metrics" || path.StartsWithSegments("/health");
}
