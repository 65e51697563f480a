using System.Collections.Concurrent;
using System.Diagnostics;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>Sees which activity is under way wherever somebody asks for the time, as the request path does.</summary>
internal sealed class ActivityClock : TimeProvider
{
    public ConcurrentBag<Activity?> Seen { get; } = [];

    public override long GetTimestamp()
    {
        Seen.Add(Activity.Current);
        return base.GetTimestamp();
    }
}
