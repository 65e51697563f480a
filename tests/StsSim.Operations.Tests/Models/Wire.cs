namespace StsSim.Operations.Tests.Models;

/// <summary>Messages and writes under way, the oldest first. Each arrives, breaks or is lost when the model says so.</summary>
internal sealed class Wire
{
    private const int RememberedEvents = 60;

    private readonly List<(string What, Life Sender, bool MayBeLost, TaskCompletionSource Arrival)> _underWay = [];
    private readonly Queue<string> _events = new();

    public int UnderWay => _underWay.Count;

    /// <summary>What happened last, for who has to find out why something went wrong.</summary>
    public IEnumerable<string> Events => _events;

    /// <summary>Returns when it has arrived; where it is lost, or its sender is dead, never.</summary>
    /// <param name="mayBeLost">Whether nobody would hear of it any more; it is broken else.</param>
    /// <exception cref="SiloUnavailableException">It is broken: the sender learns that it did not arrive.</exception>
    public Task SendAsync(string what, Life sender, bool mayBeLost = true)
    {
        var arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!sender.IsOver || (sender.GoesOnWriting && !mayBeLost))
        {
            _underWay.Add((what, sender, mayBeLost, arrival));
        }

        return arrival.Task;
    }

    public void Deliver(int which)
    {
        (string what, _, _, TaskCompletionSource arrival) = Take(which);
        Note(what);
        arrival.SetResult();
    }

    public void Break(int which)
    {
        (string what, _, _, TaskCompletionSource arrival) = Take(which);
        Note($"{what}: broken");
        arrival.SetException(new SiloUnavailableException(what));
    }

    public void Lose(int which)
    {
        if (_underWay[which].MayBeLost)
        {
            Note($"{Take(which).What}: lost");
        }
        else
        {
            Break(which);
        }
    }

    /// <summary>Writes of somebody who was killed have reached storage or never will: nobody follows him before that is so.</summary>
    public void EndWrites(Life sender, bool arrive)
    {
        for (int which = _underWay.Count - 1; which >= 0; which--)
        {
            if (_underWay[which].Sender == sender && !_underWay[which].MayBeLost)
            {
                if (arrive)
                {
                    Deliver(which);
                }
                else
                {
                    Note($"{Take(which).What}: never");
                }
            }
        }
    }

    public void Note(string happened)
    {
        _events.Enqueue(happened);
        if (_events.Count > RememberedEvents)
        {
            _events.Dequeue();
        }
    }

    private (string What, Life Sender, bool MayBeLost, TaskCompletionSource Arrival) Take(int which)
    {
        (string What, Life Sender, bool MayBeLost, TaskCompletionSource Arrival) taken = _underWay[which];
        _underWay.RemoveAt(which);
        return taken;
    }
}
