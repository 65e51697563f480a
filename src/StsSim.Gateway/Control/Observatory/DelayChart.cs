using StsSim.Gateway.Control.Charts;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>
/// How long clients waited before one of their retries, as bars, and how long a formula would have had them wait, as a line
/// over them. Time is logarithmic: delays of milliseconds and of many seconds are in one picture.
/// </summary>
internal sealed class DelayChart
{
    private const double Width = 380;
    private const double Height = 190;
    private const double Left = 40;
    private const double Right = 8;
    private const double Top = 8;
    private const double Bottom = 28;
    private const int FewestBins = 14;

    // Less is not to be seen.
    private const double LeastShare = 0.005;

    // Half an octave each, and one at either end for what is beyond.
    private const int BucketsPerBin = 4;
    private const int Bins = 2 + ((DelayBuckets.Count - 2) / BucketsPerBin);

    private static readonly (double Ms, string Label)[] Ticks =
        [(1, "1 ms"), (10, "10 ms"), (100, "100 ms"), (1000, "1 s"), (10_000, "10 s"), (100_000, "100 s")];

    private readonly (DelayHistogram Measured, double[] Shares, double[]? Expected)[] _retries;
    private readonly int _first;
    private readonly int _last;
    private readonly ChartScale _scale;

    /// <summary>Charts of several retries, all with the same axes.</summary>
    public DelayChart(IReadOnlyList<DelayHistogram> delays, IReadOnlyList<ExpectedDelays> expected)
    {
        _retries =
        [
            .. from measured in delays
               let formula = expected.FirstOrDefault(other => other.Retry == measured.Retry && other.Trigger == measured.Trigger)
               select (measured, SharesOf(measured), formula is null ? null : Binned(bucket => formula.Shares[bucket])),
        ];
        int[] seen = [.. Enumerable.Range(0, Bins).Where(bin => _retries.Any(retry => retry.Shares[bin] > 0 || retry.Expected?[bin] > LeastShare))];
        (int first, int last) = seen.Length == 0 ? (0, Bins - 1) : (seen[0], seen[^1]);
        _first = Math.Max(0, Math.Min(first - 1, ((first + last) / 2) - (FewestBins / 2)));
        _last = Math.Min(Bins - 1, Math.Max(last + 1, _first + FewestBins));
        _scale = ChartScale.UpTo(_retries.SelectMany(retry => retry.Shares.Concat(retry.Expected ?? [])).DefaultIfEmpty(1).Max(), steps: 3);
    }

    /// <param name="label">What it shows, for who does not see it.</param>
    public string Draw(DelayHistogram measured, string label)
    {
        (_, double[] shares, double[]? expected) = _retries.First(retry => retry.Measured == measured);
        var svg = new SvgWriter(Width, Height, label);
        foreach (double share in _scale.Ticks)
        {
            svg.Line(Left, Y(share), Width - Right, Y(share), "grid");
            svg.Text(Left - 5, Y(share) + 4, FigureText.Share(share), "tick", "end");
        }

        foreach ((double ms, string text) in Ticks)
        {
            double x = X(PlaceOf(ms));
            if (x >= Left - 1 && x <= Width - Right + 1)
            {
                svg.Line(x, Top, x, Height - Bottom + 4, "grid");
                svg.Text(Math.Min(x, Width - 22), Height - Bottom + 18, text, "tick", "middle");
            }
        }

        for (int bin = _first; bin <= _last; bin++)
        {
            if (shares[bin] > 0)
            {
                svg.Rectangle(X(bin) + 0.5, Y(shares[bin]), X(bin + 1) - X(bin) - 1, Y(0) - Y(shares[bin]), "measured", $"{RangeOf(bin)}: {FigureText.Share(shares[bin])}");
            }
        }

        if (expected is not null)
        {
            (double, double)[] points = [.. Enumerable.Range(_first, _last - _first + 1).SelectMany(bin => new[] { (X(bin), Y(expected[bin])), (X(bin + 1), Y(expected[bin])) })];
            svg.Polyline(points, "series halo");
            svg.Polyline(points, "series expected", "expected by the formula");
        }

        svg.Line(Left, Y(0), Width - Right, Y(0), "axis");
        return svg.Finish();
    }

    private static double[] SharesOf(DelayHistogram delays) => Binned(bucket => delays.Counts[bucket] / (double)Math.Max(1, delays.Total));

    private static double[] Binned(Func<int, double> ofBucket)
    {
        var bins = new double[Bins];
        for (int bucket = 0; bucket < DelayBuckets.Count; bucket++)
        {
            bins[BinOf(bucket)] += ofBucket(bucket);
        }

        return bins;
    }

    private static int BinOf(int bucket) => bucket == 0 ? 0 : bucket == DelayBuckets.Count - 1 ? Bins - 1 : 1 + ((bucket - 1) / BucketsPerBin);

    private static double PlaceOf(double milliseconds) => 1 + (Math.Log2(milliseconds / DelayBuckets.EndOf(0)) * 2);

    private static string RangeOf(int bin)
    {
        string from = FigureText.Delay(DelayBuckets.StartOf(1 + ((bin - 1) * BucketsPerBin)));
        string to = FigureText.Delay(DelayBuckets.StartOf(1 + (bin * BucketsPerBin)));
        return bin == 0 ? $"less than {to}" : bin == Bins - 1 ? $"more than {from}" : $"{from} to {to}";
    }

    private double X(double place) => Left + ((Width - Left - Right) * (place - _first) / (_last - _first + 1));

    private double Y(double share) => Height - Bottom - ((Height - Top - Bottom) * _scale.Place(share));
}
