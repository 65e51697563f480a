namespace StsSim.Operations.Faults.Triggers;

/// <summary><c>"first": 3</c>: the first three; with <c>"skip": 10</c>, the three after ten that pass.</summary>
public sealed class FirstTrigger(int first, int skip, FaultUnit per) : CountingTrigger(per)
{
    protected override long Last => (long)skip + first;

    protected override bool Strikes(long number) => number > skip && number <= Last;
}
