namespace StsSim.Comparisons.Soak;

/// <summary>A straight line through points, by least squares.</summary>
/// <param name="Slope">By how much y grows when x grows by one.</param>
/// <param name="Error">The slope's standard error: what scatter alone may make of it, of 20 times once more than twice. Infinite where there are fewer than three points.</param>
internal readonly record struct Trend(double Slope, double Error)
{
    // Two standard errors either way hold 95% of what chance does.
    private const double Sure = 2;

    /// <summary>What the slope is at least, as far as chance lets one say.</summary>
    public double Least => Slope - (Sure * Error);

    /// <summary>What the slope is at most, as far as chance lets one say.</summary>
    public double Most => Slope + (Sure * Error);

    public static Trend Through(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count < 2)
        {
            return new Trend(0, double.PositiveInfinity);
        }

        double x = points.Average(point => point.X);
        double y = points.Average(point => point.Y);
        double width = points.Sum(point => (point.X - x) * (point.X - x));
        double slope = points.Sum(point => (point.X - x) * (point.Y - y)) / width;
        double scatter = points.Sum(point => Square(point.Y - y - (slope * (point.X - x))));
        return new Trend(slope, points.Count < 3 ? double.PositiveInfinity : Math.Sqrt(scatter / (points.Count - 2) / width));
    }

    private static double Square(double value) => value * value;
}
