namespace StsSim.Operations.Faults.Triggers;

/// <summary><c>"sequence": [true, true, false]</c>: struck, struck, spared, and from the beginning again unless it plays once.</summary>
public sealed class SequenceTrigger(IReadOnlyList<bool> sequence, bool repeats, FaultUnit per) : CountingTrigger(per)
{
    protected override long Last => repeats ? long.MaxValue : sequence.Count;

    protected override bool Strikes(long number) =>
        (repeats || number <= sequence.Count) && sequence[(int)((number - 1) % sequence.Count)];
}
