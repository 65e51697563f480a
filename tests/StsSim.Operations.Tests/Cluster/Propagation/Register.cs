namespace StsSim.Operations.Tests.Cluster.Propagation;

/// <summary>The model of whatever is written: a number that every write makes greater.</summary>
internal sealed class Register(string name)
{
    private readonly HashSet<int> _removals = [];

    public string Name => name;

    /// <summary>The last write begun.</summary>
    public int Begun { get; private set; }

    /// <summary>The last write acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>The write that is told to gateways now, where one is.</summary>
    public int? Telling { get; set; }

    public bool IsBusy { get; private set; }

    public int Begin(bool isRemoval)
    {
        IsBusy = true;
        Begun++;
        if (isRemoval)
        {
            _removals.Add(Begun);
        }

        return Begun;
    }

    public void End(bool isAcknowledged)
    {
        (IsBusy, Telling) = (false, null);
        if (isAcknowledged)
        {
            Acknowledged = Begun;
        }
    }

    /// <summary>Whether there may be nothing for who has to know of a write.</summary>
    public bool MayBeNothing(int since) => _removals.Any(removal => removal >= since);
}
