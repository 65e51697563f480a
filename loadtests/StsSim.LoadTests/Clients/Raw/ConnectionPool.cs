namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Lends connections, the last that came back first, so that as few are open as the load needs.</summary>
internal sealed class ConnectionPool(Func<LentConnection> create, int bound) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _free = new(bound);
    private readonly Stack<LentConnection> _idle = new();
    private readonly List<LentConnection> _all = [];

    /// <summary>Takes a connection; where as many as the bound are lent, waits for one to come back.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask<LentConnection> TakeAsync(CancellationToken cancellationToken)
    {
        Task turn = _free.WaitAsync(cancellationToken);
        return turn.IsCompletedSuccessfully ? ValueTask.FromResult(Take()) : TakeAfterAsync(turn);
    }

    public void Return(LentConnection lent)
    {
        lock (_gate)
        {
            _idle.Push(lent);
        }

        _free.Release();
    }

    public void AbortOverdue(long now)
    {
        lock (_gate)
        {
            foreach (LentConnection lent in _all)
            {
                lent.Connection.AbortIfOverdue(now);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (LentConnection lent in _all)
            {
                lent.Connection.Dispose();
            }
        }
    }

    private async ValueTask<LentConnection> TakeAfterAsync(Task turn)
    {
        await turn.ConfigureAwait(false);
        return Take();
    }

    private LentConnection Take()
    {
        lock (_gate)
        {
            if (_idle.TryPop(out LentConnection? idle))
            {
                return idle;
            }

            LentConnection lent = create();
            _all.Add(lent);
            return lent;
        }
    }
}
