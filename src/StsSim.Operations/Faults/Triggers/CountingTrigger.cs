namespace StsSim.Operations.Faults.Triggers;

/// <summary>
/// By the number a request has among those the rule is for, in the whole cluster: exact, and the one thing about faults
/// that a gateway has to ask a grain for, until there is nothing left to strike.
/// </summary>
public abstract class CountingTrigger(FaultUnit per) : FaultTrigger
{
    private FaultCounter? _counter;
    private volatile bool _isOver;

    public override void Begin(FaultCounter counter) => _counter = counter;

    public override async ValueTask<bool> StrikesAsync(FaultSubject subject, ulong ruleKey, ulong requestKey)
    {
        if (_isOver)
        {
            return false;
        }

        ulong unit = per switch
        {
            FaultUnit.Client => subject.ClientKey,
            FaultUnit.Invocation => subject.Invocation,
            _ => 0,
        };
        long number = await _counter!.NextAsync(unit);
        if (per == FaultUnit.Request && number >= Last)
        {
            _isOver = true;
        }

        return Strikes(number);
    }

    /// <summary>The last number that can be struck.</summary>
    protected abstract long Last { get; }

    /// <param name="number">From 1.</param>
    protected abstract bool Strikes(long number);
}
