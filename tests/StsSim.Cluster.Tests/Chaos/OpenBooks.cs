using System.Collections.Concurrent;

namespace StsSim.Cluster.Tests.Chaos;

/// <summary>The books of all gateways, of those that serve and of those that were lost.</summary>
internal sealed class OpenBooks
{
    // A gateway tells its ledgers four times a second, and later where the silo of one was lost a moment before.
    private static readonly TimeSpan Untold = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<SimulatorProcess, GatewayBooks> _serving = new();
    private readonly ConcurrentBag<GatewayBooks> _killed = [];

    /// <summary>Of the gateways that serve.</summary>
    public IReadOnlyList<GatewayBooks> Serving => [.. _serving.Values];

    /// <summary>Sessions that were issued and may have been counted nowhere, since the gateway that had to tell was killed.</summary>
    public long MayBeUncounted => _killed.Sum(books => books.IssuedLastly(Untold));

    public async Task OpenAsync(SimulatorProcess gateway) => _serving[gateway] = await GatewayBooks.OpenAsync(gateway);

    /// <summary>Sends no more to a gateway that is about to end.</summary>
    public void Close(SimulatorProcess gateway, bool isKilled)
    {
        if (_serving.TryRemove(gateway, out GatewayBooks? books) && isKilled)
        {
            _killed.Add(books);
        }
    }
}
