using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Distributions;

/// <summary><c>{"kind": "fixed", "ms": 200}</c>: always the same.</summary>
public sealed class FixedDistribution(double ms) : Distribution
{
    public static new FixedDistribution Read(JsonCursor cursor)
    {
        cursor.IsObject("kind", "ms");
        return new FixedDistribution(cursor.RequiredNumber("ms", 0, MostMs));
    }

    protected override double DrawMs(ref FaultDraw draw) => ms;
}
