namespace StsSim.Operations.Faults.Triggers;

/// <summary>Which of the requests that a rule is for it strikes.</summary>
public abstract class FaultTrigger
{
    /// <summary>Gives the trigger the count of its rule, once, before the first request.</summary>
    public virtual void Begin(FaultCounter counter)
    {
    }

    /// <summary>Whether a request is struck.</summary>
    /// <param name="ruleKey">What is the rule's alone to draw from.</param>
    /// <param name="requestKey">What is the request's alone.</param>
    public abstract ValueTask<bool> StrikesAsync(FaultSubject subject, ulong ruleKey, ulong requestKey);
}
