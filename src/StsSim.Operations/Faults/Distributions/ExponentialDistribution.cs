using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Distributions;

/// <summary><c>{"kind": "exponential", "meanMs": 40}</c>: the service time of queueing theory's M/M/c.</summary>
public sealed class ExponentialDistribution(double meanMs) : Distribution
{
    public static new ExponentialDistribution Read(JsonCursor cursor)
    {
        cursor.IsObject("kind", "meanMs");
        return new ExponentialDistribution(cursor.RequiredNumber("meanMs", 0, MostMs));
    }

    protected override double DrawMs(ref FaultDraw draw) => -meanMs * Math.Log(1 - draw.Next());
}
