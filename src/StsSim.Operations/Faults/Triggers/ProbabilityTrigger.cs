namespace StsSim.Operations.Faults.Triggers;

/// <summary><c>"probability": 0.3</c>: by chance, for each request, invocation or client anew.</summary>
public sealed class ProbabilityTrigger(double probability, FaultUnit per) : FaultTrigger
{
    public override bool IsIdle => probability <= 0;

    public override bool DrawsByRequest => IsUncertain && per == FaultUnit.Request;

    private bool IsUncertain => probability is > 0 and < 1;

    public override ValueTask<bool> StrikesAsync(FaultSubject subject, ulong ruleKey, ulong requestKey)
    {
        if (!IsUncertain)
        {
            return new ValueTask<bool>(!IsIdle);
        }

        ulong unit = per switch
        {
            FaultUnit.Client => subject.ClientKey,
            FaultUnit.Invocation => subject.Invocation,
            _ => requestKey,
        };
        return new ValueTask<bool>(new FaultDraw(ruleKey, unit).Next() < probability);
    }
}
