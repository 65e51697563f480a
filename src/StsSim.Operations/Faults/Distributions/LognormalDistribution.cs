using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Distributions;

/// <summary><c>{"kind": "lognormal", "medianMs": 80, "sigma": 0.5}</c>: what latencies of real services look like.</summary>
/// <param name="sigma">Of the logarithm: 0 is fixed, 0.5 puts the 99th percentile at three times the median, 1 at ten times.</param>
public sealed class LognormalDistribution(double medianMs, double sigma) : Distribution
{
    public static new LognormalDistribution Read(JsonCursor cursor)
    {
        cursor.IsObject("kind", "medianMs", "sigma");
        return new LognormalDistribution(cursor.RequiredNumber("medianMs", 0, MostMs), cursor.RequiredNumber("sigma", 0, 10));
    }

    protected override double DrawMs(ref FaultDraw draw) => medianMs * Math.Exp(sigma * Normal(ref draw));
}
