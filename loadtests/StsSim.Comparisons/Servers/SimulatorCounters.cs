namespace StsSim.Comparisons.Servers;

/// <summary>What a simulator counts about itself.</summary>
internal readonly record struct SimulatorCounters(double AllocatedBytes, double GrainCalls)
{
    public static SimulatorCounters operator +(SimulatorCounters left, SimulatorCounters right) =>
        new(left.AllocatedBytes + right.AllocatedBytes, left.GrainCalls + right.GrainCalls);

    public static SimulatorCounters operator -(SimulatorCounters left, SimulatorCounters right) =>
        new(left.AllocatedBytes - right.AllocatedBytes, left.GrainCalls - right.GrainCalls);

    public static async Task<SimulatorCounters> ReadAsync(MeasuredServer server)
    {
        MetricsPage page = await MetricsPage.ReadAsync(server);
        return new SimulatorCounters(page.SumOf("dotnet_gc_heap_total_allocated_bytes_total"), page.SumOf("stssim_grain_calls_total"));
    }
}
