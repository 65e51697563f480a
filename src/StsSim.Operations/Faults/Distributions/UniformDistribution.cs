using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Distributions;

/// <summary><c>{"kind": "uniform", "minMs": 50, "maxMs": 150}</c>: evenly spread.</summary>
public sealed class UniformDistribution(double minMs, double maxMs) : Distribution
{
    public static new UniformDistribution Read(JsonCursor cursor)
    {
        cursor.IsObject("kind", "minMs", "maxMs");
        double least = cursor.RequiredNumber("minMs", 0, MostMs);
        return new UniformDistribution(least, cursor.RequiredNumber("maxMs", least, MostMs));
    }

    protected override double DrawMs(ref FaultDraw draw) => minMs + ((maxMs - minMs) * draw.Next());
}
