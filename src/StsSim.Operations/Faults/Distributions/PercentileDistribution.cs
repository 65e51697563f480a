using System.Globalization;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Distributions;

/// <summary>
/// <c>{"kind": "percentiles", "percentiles": {"0": 5, "50": 12, "99": 180, "100": 900}}</c>: as it was measured, straight
/// lines between the points.
/// </summary>
/// <param name="points">Percentiles that grow from 0 to 100, and their milliseconds, which do not fall.</param>
public sealed class PercentileDistribution(IReadOnlyList<(double Percentile, double Ms)> points) : Distribution
{
    public static new PercentileDistribution Read(JsonCursor cursor)
    {
        cursor.IsObject("kind", "percentiles");
        var points = new List<(double Percentile, double Ms)>();
        foreach ((string name, JsonCursor value) in cursor.Members("percentiles"))
        {
            if (!double.TryParse(name, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percentile) || !(percentile <= 100))
            {
                value.Error("must be named by a percentile between 0 and 100");
            }
            else if (value.Number() is { } ms)
            {
                if (ms is < 0 or > MostMs)
                {
                    value.Error($"must lie between 0 and {MostMs}");
                }

                points.Add((percentile, ms));
            }
        }

        points.Sort();
        if (points.Count < 2 || points[0].Percentile != 0 || points[^1].Percentile != 100)
        {
            cursor.At($"{cursor.Path}.percentiles", default).Error("must name at least the percentiles 0 and 100");
            return new PercentileDistribution([(0, 0), (100, 0)]);
        }

        for (int i = 1; i < points.Count; i++)
        {
            if (points[i].Ms < points[i - 1].Ms || points[i].Percentile == points[i - 1].Percentile)
            {
                cursor.At($"{cursor.Path}.percentiles", default).Error("must not fall, and name no percentile twice");
                break;
            }
        }

        return new PercentileDistribution(points);
    }

    protected override double DrawMs(ref FaultDraw draw)
    {
        double percentile = draw.Next() * 100;
        int above = 1;
        while (points[above].Percentile < percentile)
        {
            above++;
        }

        (double from, double fromMs) = points[above - 1];
        (double to, double toMs) = points[above];
        return fromMs + ((toMs - fromMs) * (percentile - from) / (to - from));
    }
}
