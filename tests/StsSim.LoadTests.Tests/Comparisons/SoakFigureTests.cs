using StsSim.Comparisons.Servers;
using StsSim.Comparisons.Soak;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class SoakFigureTests
{
    private const int Samples = 24;
    private const long Requests = 3_600_000;

    private static readonly SoakFigure Heap = SoakFigure.All.Single(figure => figure.Name == "heap MB");
    private static readonly SoakFigure Handles = SoakFigure.All.Single(figure => figure.Name == "handles");

    // A megabyte up and down from sample to sample, as heaps have it.
    private static readonly Func<int, double> Ripple = sample => sample % 2;

    [Fact]
    public void An_object_kept_of_each_request_grows() => Assert.Equal(SoakVerdict.Grows, VerdictOn(sample => (24 * MillionsAt(sample)) + Ripple(sample)));

    [Fact]
    public void A_heap_that_fills_in_the_first_half_and_stays_is_flat() =>
        Assert.Equal(SoakVerdict.Flat, VerdictOn(sample => Math.Min(MillionsAt(sample), 1.8) * 200));

    [Fact]
    public void A_heap_that_begins_to_grow_in_the_second_half_grows() =>
        Assert.Equal(SoakVerdict.Grows, VerdictOn(sample => Math.Max(0, MillionsAt(sample) - 1.8) * 20));

    [Fact]
    public void Ripples_are_no_growth() => Assert.Equal(SoakVerdict.Flat, VerdictOn(Ripple));

    [Fact]
    public void Waves_that_hide_what_is_under_them_decide_nothing() => Assert.Equal(SoakVerdict.Undecided, VerdictOn(sample => 40 * Ripple(sample)));

    [Fact]
    public void What_shrinks_is_flat() => Assert.Equal(SoakVerdict.Flat, VerdictOn(sample => 500 - (30 * MillionsAt(sample))));

    [Fact]
    public void A_handle_left_open_every_ten_thousand_requests_grows()
    {
        SoakSample[] samples = [.. Enumerable.Range(0, Samples).Select(sample => SampleAt(sample, heap: 0, handles: 280 + (int)(100 * MillionsAt(sample))))];

        Assert.Equal(SoakVerdict.Grows, Handles.Judge(Handles.TrendOf(samples)));
    }

    [Fact]
    public void The_slope_is_by_a_million_requests()
    {
        Trend trend = Heap.TrendOf([.. Enumerable.Range(0, Samples).Select(sample => SampleAt(sample, heap: 110 * MillionsAt(sample)))]);

        Assert.Equal(110, trend.Slope, precision: 3);
        Assert.StartsWith("- NOT KEPT: heap MB +110.00 ± 0.00 a million requests, at most 5 (", Heap.Describe(trend), StringComparison.Ordinal);
    }

    private static double MillionsAt(int sample) => Requests / 1e6 * (sample + 1) / Samples;

    private static SoakVerdict VerdictOn(Func<int, double> heapAt) =>
        Heap.Judge(Heap.TrendOf([.. Enumerable.Range(0, Samples).Select(sample => SampleAt(sample, heapAt(sample)))]));

    /// <param name="heap">In MB.</param>
    private static SoakSample SampleAt(int sample, double heap, int handles = 0) =>
        new((long)(1e6 * MillionsAt(sample)), Users: 0, new SettledMemory(Resident: 0, (long)(heap * 1e6), handles, Threads: 0));
}
