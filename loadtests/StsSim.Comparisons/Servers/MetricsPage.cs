using System.Globalization;

namespace StsSim.Comparisons.Servers;

/// <summary>What a server says at <c>/metrics</c>.</summary>
internal sealed class MetricsPage
{
    private readonly string[] _lines;

    private MetricsPage(string[] lines) => _lines = lines;

    /// <exception cref="HttpRequestException">Nothing answers there.</exception>
    public static async Task<MetricsPage> ReadAsync(MeasuredServer server)
    {
        using var http = new HttpClient();
        return new MetricsPage((await http.GetStringAsync(new Uri(server.Endpoint, "metrics"))).Split('\n'));
    }

    /// <summary>A metric over all its series; 0 where there is none yet.</summary>
    /// <param name="label">What a series has to say of itself to count, as it stands there; all do where it is <see langword="null"/>.</param>
    public double SumOf(string name, string? label = null) => _lines
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ')
        .Where(line => label is null || line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
