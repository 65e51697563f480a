namespace StsSim.Comparisons.Servers;

/// <summary>What a server of .NET counts about itself, at <c>/metrics</c>; one that is no simulator calls no grains.</summary>
internal readonly record struct ServerCounters(double AllocatedBytes, double GrainCalls)
{
    /// <summary>What OpenTelemetry calls it on a page for Prometheus.</summary>
    public const string AllocatedBytesMetric = "dotnet_gc_heap_total_allocated_bytes_total";

    public static ServerCounters operator +(ServerCounters left, ServerCounters right) =>
        new(left.AllocatedBytes + right.AllocatedBytes, left.GrainCalls + right.GrainCalls);

    public static ServerCounters operator -(ServerCounters left, ServerCounters right) =>
        new(left.AllocatedBytes - right.AllocatedBytes, left.GrainCalls - right.GrainCalls);

    public static async Task<ServerCounters> ReadAsync(MeasuredServer server)
    {
        MetricsPage page = await MetricsPage.ReadAsync(server);
        return new ServerCounters(page.SumOf(AllocatedBytesMetric), page.SumOf("stssim_grain_calls_total"));
    }
}
