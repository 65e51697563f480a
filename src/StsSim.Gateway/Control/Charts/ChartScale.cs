namespace StsSim.Gateway.Control.Charts;

/// <summary>An axis from nothing to a round number, with ticks at round numbers.</summary>
internal sealed class ChartScale
{
    private ChartScale(double step, double most)
    {
        int steps = (int)Math.Ceiling((most / step) - 1e-9);
        Top = step * Math.Max(1, steps);
        Ticks = [.. Enumerable.Range(0, Math.Max(1, steps) + 1).Select(tick => tick * step)];
    }

    public double Top { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis that reaches a value with so many steps at most, each of 1, 2 or 5 times a power of ten.</summary>
    public static ChartScale UpTo(double most, int steps)
    {
        double least = Math.Max(most, 1e-3) / steps;
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return new ChartScale(((double[])[1, 2, 5, 10]).Select(times => times * power).First(step => step >= least * (1 - 1e-9)), Math.Max(most, 1e-3));
    }

    /// <summary>Where a value is, from 0 to 1.</summary>
    public double Place(double value) => Math.Clamp(value / Top, 0, 1);
}
