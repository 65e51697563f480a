namespace StsSim.Operations.Faults.Triggers;

/// <summary><c>"every": 3</c>: the third, the sixth, the ninth.</summary>
public sealed class EveryTrigger(int every, FaultUnit per) : CountingTrigger(per)
{
    protected override long Last => long.MaxValue;

    protected override bool Strikes(long number) => number % every == 0;
}
