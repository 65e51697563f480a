using System.Globalization;

namespace StsSim.LoadTests.Reports.Charts;

/// <summary>Maps values to places on an axis, from 0 to 1, and knows where its ticks belong.</summary>
internal abstract class AxisScale
{
    public abstract IReadOnlyList<AxisTick> Ticks { get; }

    public abstract double Place(double value);
}

internal readonly record struct AxisTick(double Value, string Label);

/// <summary>From zero to a round number at or above the greatest value.</summary>
internal sealed class LinearScale : AxisScale
{
    private readonly double _top;

    public LinearScale(double greatest, int mostTicks)
    {
        double step = RoundStep(Math.Max(greatest, 1) / mostTicks);
        _top = Math.Ceiling(Math.Max(greatest, 1) / step) * step;
        int count = (int)Math.Floor((_top / step) + 1e-9);
        Ticks =
        [
            .. Enumerable.Range(0, count + 1)
                .Select(index => new AxisTick(index * step, (index * step).ToString("#,##0.##", CultureInfo.InvariantCulture))),
        ];
    }

    public override IReadOnlyList<AxisTick> Ticks { get; }

    public override double Place(double value) => Math.Clamp(value / _top, 0, 1);

    private static double RoundStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double[] factors = [1, 2, 5];
        return factors.Select(factor => factor * power).FirstOrDefault(step => step >= least, 10 * power);
    }
}

/// <summary>From zero to the end of a run, in seconds; its ticks are in the unit that its length is spoken of in.</summary>
internal sealed class TimeScale : AxisScale
{
    private const double Minute = 60;
    private const double Hour = 3600;

    private static readonly double[] Steps =
        [1, 2, 5, 10, 20, 30, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 20 * Minute, 30 * Minute, Hour, 2 * Hour, 6 * Hour, 12 * Hour];

    private readonly double _end;

    public TimeScale(double end, int mostTicks)
    {
        _end = Math.Max(end, 1);
        double step = Steps.FirstOrDefault(step => step * mostTicks >= _end, 24 * Hour);
        (double unit, Unit) = step switch
        {
            >= Hour => (Hour, "h"),
            >= Minute => (Minute, "min"),
            _ => (1, "s"),
        };
        Ticks =
        [
            .. Enumerable.Range(0, (int)(_end / step) + 1)
                .Select(index => new AxisTick(index * step, (index * step / unit).ToString("#,##0.##", CultureInfo.InvariantCulture))),
        ];
    }

    public string Unit { get; }

    public override IReadOnlyList<AxisTick> Ticks { get; }

    public override double Place(double value) => Math.Clamp(value / _end, 0, 1);
}

/// <summary>Decades; for latencies, whose tail is what matters and lies far from the median.</summary>
internal sealed class LogScale : AxisScale
{
    private readonly int _lowest;
    private readonly int _highest;

    public LogScale(double least, double greatest, Func<double, string> label)
    {
        _lowest = (int)Math.Floor(Math.Log10(least));
        _highest = Math.Max(_lowest + 1, (int)Math.Ceiling(Math.Log10(greatest)));
        Ticks =
        [
            .. Enumerable.Range(_lowest, _highest - _lowest + 1)
                .Select(power => Math.Pow(10, power))
                .Select(value => new AxisTick(value, label(value))),
        ];
    }

    public override IReadOnlyList<AxisTick> Ticks { get; }

    public override double Place(double value) => value <= 0
        ? 0
        : Math.Clamp((Math.Log10(value) - _lowest) / (_highest - _lowest), 0, 1);
}

/// <summary>Percentiles spread so that 90, 99 and 99.9 are equally far apart.</summary>
internal sealed class PercentileScale : AxisScale
{
    private static readonly (double Percentile, string Label)[] Known =
        [(0, "0"), (50, "50"), (90, "90"), (99, "99"), (99.9, "99.9"), (99.99, "99.99"), (99.999, "99.999")];

    private readonly double _decades;

    public PercentileScale(double highestPercentile)
    {
        _decades = Math.Max(1, Decades(highestPercentile));
        Ticks =
        [
            .. Known.Where(known => Decades(known.Percentile) <= _decades + 1e-9)
                .Select(known => new AxisTick(known.Percentile, known.Label)),
        ];
    }

    public override IReadOnlyList<AxisTick> Ticks { get; }

    public override double Place(double value) => Math.Clamp(Decades(value) / _decades, 0, 1);

    private static double Decades(double percentile) => -Math.Log10(Math.Max(1e-9, 1 - (percentile / 100)));
}
