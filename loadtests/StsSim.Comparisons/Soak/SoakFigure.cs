using System.Globalization;

namespace StsSim.Comparisons.Soak;

/// <summary>Something that is sampled during a soak and should not grow with the requests that were answered.</summary>
/// <param name="Name">With its unit.</param>
/// <param name="Of">Reads it off a sample.</param>
/// <param name="Most">By how much it may grow with a million requests.</param>
/// <param name="Why">Why by so much.</param>
internal sealed record SoakFigure(string Name, Func<SoakSample, double> Of, double Most, string Why)
{
    private const double Million = 1e6;

    public static IReadOnlyList<SoakFigure> All { get; } =
    [
        new("heap MB", sample => sample.Memory.Heap / Million, Most: 5, "the smallest object has 24 bytes, and one kept of each request comes to 24 MB: this is one of every fifth"),
        new("resident MB", sample => sample.Memory.Resident / Million, Most: 20, "as the heap; and the runtime keeps some of what it has had"),
        new("handles", sample => sample.Memory.Handles, Most: 10, "connections are closed when samples are taken: none is left open"),
        new("threads", sample => sample.Memory.Threads, Most: 10, "the thread pool has found its size in the first half"),
    ];

    /// <summary>How it goes with millions of requests, over the samples of the second half of them: by then what is to be kept is there.</summary>
    public Trend TrendOf(IReadOnlyList<SoakSample> samples) => Trend.Through(
        [.. samples.Where(sample => 2 * sample.Requests >= samples[^1].Requests).Select(sample => (sample.Requests / Million, Of(sample)))]);

    public SoakVerdict Judge(Trend trend) =>
        trend.Least > Most ? SoakVerdict.Grows
        : trend.Most > Most ? SoakVerdict.Undecided
        : SoakVerdict.Flat;

    /// <summary>A line that says how it went, and what that means.</summary>
    public string Describe(Trend trend) => string.Create(
        CultureInfo.InvariantCulture,
        $"- {WordOf(Judge(trend))}: {Name} {trend.Slope:+0.00;-0.00;0} ± {2 * trend.Error:0.00} a million requests, at most {Most:0.##} ({Why})");

    private static string WordOf(SoakVerdict verdict) => verdict switch
    {
        SoakVerdict.Flat => "kept",
        SoakVerdict.Grows => "NOT KEPT",
        _ => "undecided, a longer soak would tell",
    };
}
