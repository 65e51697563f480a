namespace StsSim.LoadTests.Measurement;

internal readonly record struct PercentilePoint(double Percentile, TimeSpan Latency);

/// <summary>A latency distribution read at percentiles that crowd towards the tail.</summary>
internal static class PercentileCurve
{
    private const int PointsPerDecade = 12;

    public static IReadOnlyList<PercentilePoint> Of(LatencyDistribution distribution)
    {
        if (distribution.Count == 0)
        {
            return [];
        }

        // Beyond one in Count there is nothing to read; a curve drawn further would be invented.
        double decades = Math.Max(1, Math.Log10(distribution.Count));
        var points = new List<PercentilePoint>();
        for (int step = 0; step <= decades * PointsPerDecade; step++)
        {
            double percentile = 100 * (1 - Math.Pow(10, -(double)step / PointsPerDecade));
            points.Add(new PercentilePoint(percentile, distribution.Percentile(percentile)!.Value));
        }

        return points;
    }
}
