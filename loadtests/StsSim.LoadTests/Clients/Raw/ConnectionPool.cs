namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Lends connections, the last that came back first, so that as few are open as the load needs.</summary>
internal sealed class ConnectionPool(Func<RawConnection> create, int bound) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _free = new(bound);
    private readonly Stack<RawConnection> _idle = new();
    private readonly List<RawConnection> _all = [];

    /// <summary>Takes a connection; where as many as the bound are lent, waits for one to come back.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask<RawConnection> TakeAsync(CancellationToken cancellationToken)
    {
        Task turn = _free.WaitAsync(cancellationToken);
        return turn.IsCompletedSuccessfully ? ValueTask.FromResult(Take()) : TakeAfterAsync(turn);
    }

    public void Return(RawConnection connection)
    {
        lock (_gate)
        {
            _idle.Push(connection);
        }

        _free.Release();
    }

    public void AbortOverdue(long now)
    {
        lock (_gate)
        {
            foreach (RawConnection connection in _all)
            {
                connection.AbortIfOverdue(now);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (RawConnection connection in _all)
            {
                connection.Dispose();
            }
        }
    }

    private async ValueTask<RawConnection> TakeAfterAsync(Task turn)
    {
        await turn.ConfigureAwait(false);
        return Take();
    }

    private RawConnection Take()
    {
        lock (_gate)
        {
            if (_idle.TryPop(out RawConnection? idle))
            {
                return idle;
            }

            RawConnection connection = create();
            _all.Add(connection);
            return connection;
        }
    }
}
