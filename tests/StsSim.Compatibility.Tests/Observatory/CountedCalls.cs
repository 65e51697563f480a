namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>What a client counted of its own calls.</summary>
public sealed record CountedCalls(long Invocations, long Attempts, long Succeeded)
{
    public double Amplification => (double)Attempts / Invocations;
}
