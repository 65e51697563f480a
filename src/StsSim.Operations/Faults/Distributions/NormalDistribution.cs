using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Distributions;

/// <summary><c>{"kind": "normal", "meanMs": 100, "standardDeviationMs": 20}</c>: the bell curve, cut off at zero.</summary>
public sealed class NormalDistribution(double meanMs, double standardDeviationMs) : Distribution
{
    public static new NormalDistribution Read(JsonCursor cursor)
    {
        cursor.IsObject("kind", "meanMs", "standardDeviationMs");
        return new NormalDistribution(cursor.RequiredNumber("meanMs", 0, MostMs), cursor.RequiredNumber("standardDeviationMs", 0, MostMs));
    }

    protected override double DrawMs(ref FaultDraw draw) => meanMs + (standardDeviationMs * Normal(ref draw));
}
