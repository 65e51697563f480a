namespace StsSim.Grains.Observatory;

/// <summary>Counts of invocations.</summary>
internal readonly record struct InvocationTotals(long Invocations, long Attempts, long Succeeded, long GivenUp)
{
    public static InvocationTotals operator +(InvocationTotals one, InvocationTotals other) => new(
        one.Invocations + other.Invocations, one.Attempts + other.Attempts, one.Succeeded + other.Succeeded, one.GivenUp + other.GivenUp);
}
