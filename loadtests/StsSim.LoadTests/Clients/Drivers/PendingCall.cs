namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>A call that a driver has been asked to make and has not ended yet.</summary>
internal sealed class PendingCall(IWireWatcher watcher)
{
    private readonly TaskCompletionSource<StsReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sends;
    private int _throttles;

    public Task<StsReply> Reply => _reply.Task;

    /// <param name="isKnownToBeIts">Whether the driver said that it belongs to this call, and not only that it happened.</param>
    public void Passed(bool isThrottling, bool isKnownToBeIts)
    {
        int one = isKnownToBeIts ? 1 : 0;
        if (isThrottling)
        {
            Interlocked.Add(ref _throttles, one);
            watcher.RequestThrottled();
        }
        else
        {
            Interlocked.Add(ref _sends, one);
            watcher.RequestSent();
        }
    }

    /// <param name="tellsWire">Whether the driver tells of requests as they pass; the watcher is told of them now where it does not.</param>
    public void End(DriverAnswer answer, bool tellsWire)
    {
        if (!tellsWire)
        {
            for (int sent = 0; sent < answer.Attempts; sent++)
            {
                watcher.RequestSent();
            }

            for (int throttled = 0; throttled < answer.Throttles; throttled++)
            {
                watcher.RequestThrottled();
            }
        }

        int sends = Volatile.Read(ref _sends);
        var outcome = new InvocationOutcome(
            answer.End, answer.Attempts, sends > 0 ? sends : answer.Attempts, answer.Throttles, answer.Issued?.Credentials.AccessKeyId, answer.Code)
        {
            // A provider of credentials makes no call while it holds some.
            Calls = answer is { End: InvocationEnd.Ok, Attempts: 0 } ? 0 : 1,
        };
        _reply.TrySetResult(new StsReply(outcome, answer.Issued));
    }

    /// <summary>Ends the call without the driver's word on it.</summary>
    public void End(InvocationEnd end, string? code)
    {
        int sends = Volatile.Read(ref _sends);
        _reply.TrySetResult(new StsReply(new InvocationOutcome(end, sends, sends, Volatile.Read(ref _throttles), ErrorCode: code)));
    }
}
