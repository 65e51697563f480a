using System.Diagnostics;
using OpenTelemetry;

namespace StsSim.Host.Telemetry;

/// <summary>
/// Leaves out grain calls that are in no request's trace: those of the upkeep, several a second, and those of a request
/// that is not sampled, which Orleans would begin a trace of their own with.
/// </summary>
internal sealed class GrainCallsOfRequests : BaseProcessor<Activity>
{
    public const string Source = "Microsoft.Orleans.Application";

    public override void OnStart(Activity data)
    {
        if (data.ParentSpanId == default && data.Source.Name == Source)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            data.IsAllDataRequested = false;
        }
    }
}
