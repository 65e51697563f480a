namespace StsSim.Operations.Faults;

/// <summary>Rules by what one member of their match names.</summary>
internal abstract class FaultMemberIndex
{
    /// <summary>Whether no rule is found by this member.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>What a rule is to be found under, or <see langword="null"/> where it cannot be found by this member.</summary>
    public abstract IReadOnlyList<object>? KeysOf(FaultMatch match);

    /// <param name="rule">The place of the rule in its set.</param>
    public void Add(IReadOnlyList<object> keys, int rule)
    {
        IsEmpty = false;
        foreach (object key in keys)
        {
            Add(key, rule);
        }
    }

    /// <summary>Adds all rules that name what a request has, and may add more.</summary>
    public abstract void Find(FaultSubject subject, ref FaultCandidates found);

    protected abstract void Add(object key, int rule);
}
