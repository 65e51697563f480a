using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Tests.Clients.Drivers;

/// <summary>Counts what it is told of the wire.</summary>
internal sealed class CountingWire : IWireWatcher
{
    private int _sent;
    private int _throttled;

    public int Sent => _sent;

    public int Throttled => _throttled;

    public void RequestSent() => Interlocked.Increment(ref _sent);

    public void RequestThrottled() => Interlocked.Increment(ref _throttled);
}
