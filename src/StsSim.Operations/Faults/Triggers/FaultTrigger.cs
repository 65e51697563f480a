namespace StsSim.Operations.Faults.Triggers;

/// <summary>Which of the requests that a rule is for it strikes.</summary>
public abstract class FaultTrigger
{
    /// <summary>Whether it strikes nobody.</summary>
    public virtual bool IsIdle => false;

    /// <summary>Whether it draws a chance for each request, of what is the request's alone.</summary>
    public virtual bool DrawsByRequest => false;

    /// <summary>Gives the trigger the count of its rule, once, before the first request.</summary>
    public virtual void Begin(FaultCounter counter)
    {
    }

    /// <summary>Whether a request is struck.</summary>
    /// <param name="ruleKey">What is the rule's alone to draw from.</param>
    /// <param name="requestKey">What is the request's alone, where the rule draws by request.</param>
    public abstract ValueTask<bool> StrikesAsync(FaultSubject subject, ulong ruleKey, ulong requestKey);
}
