using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Distributions;

/// <summary><c>{"kind": "pareto", "minMs": 20, "alpha": 1.5}</c>: mostly short, now and then very long.</summary>
/// <param name="alpha">The heavier the tail the smaller; at 1 and below there is no mean.</param>
public sealed class ParetoDistribution(double minMs, double alpha) : Distribution
{
    public static new ParetoDistribution Read(JsonCursor cursor)
    {
        cursor.IsObject("kind", "minMs", "alpha");
        return new ParetoDistribution(cursor.RequiredNumber("minMs", 0, MostMs), cursor.RequiredNumber("alpha", 0.1, 100));
    }

    protected override double DrawMs(ref FaultDraw draw) => minMs / Math.Pow(1 - draw.Next(), 1 / alpha);
}
