using System.Globalization;

namespace StsSim.Comparisons.Servers;

/// <summary>What a simulator counts about itself, at <c>/metrics</c>.</summary>
internal readonly record struct SimulatorCounters(double AllocatedBytes, double GrainCalls)
{
    public static SimulatorCounters operator +(SimulatorCounters left, SimulatorCounters right) =>
        new(left.AllocatedBytes + right.AllocatedBytes, left.GrainCalls + right.GrainCalls);

    public static SimulatorCounters operator -(SimulatorCounters left, SimulatorCounters right) =>
        new(left.AllocatedBytes - right.AllocatedBytes, left.GrainCalls - right.GrainCalls);

    public static async Task<SimulatorCounters> ReadAsync(MeasuredServer server)
    {
        using var http = new HttpClient();
        string[] lines = (await http.GetStringAsync(new Uri(server.Endpoint, "metrics"))).Split('\n');
        return new SimulatorCounters(SumOf(lines, "dotnet_gc_heap_total_allocated_bytes_total"), SumOf(lines, "stssim_grain_calls_total"));
    }

    private static double SumOf(string[] lines, string name) => lines
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ')
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
