using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>The clients of a group: who they are, and which of them left after a failure and came again under another name.</summary>
internal sealed class GroupClients(ClientGroup group)
{
    private const int MostClients = 20_000;
    private const int MostSuccessors = 1000;
    private const int MostSources = 10_000;
    private const string OtherClients = "(others)";

    private static readonly TimeSpan LongestSuccession = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, ClientTally> _clients = [];
    private readonly Dictionary<string, ClientTally> _failedAt = [];
    private readonly List<(ClientTally Gone, long At)> _successors = [];

    public int Count => _clients.Count;

    /// <summary>Those that were never heard of again before another came from where they had failed.</summary>
    public int Reappeared => _successors.Count(succession => succession.Gone.LastSeen <= succession.At);

    public ClientTally Of(ObservedClient observed, long arrivedAt)
    {
        string principal = _clients.Count >= MostClients && !_clients.ContainsKey(observed.Principal) ? OtherClients : observed.Principal;
        if (!_clients.TryGetValue(principal, out ClientTally? client))
        {
            client = new ClientTally(_clients.Count, principal, arrivedAt);
            _clients.Add(principal, client);
            NoteSuccession(observed, arrivedAt);
        }

        if (observed.Source is { } source)
        {
            client.SeenFrom(source);
        }

        return client;
    }

    /// <summary>Notes that a client has heard that an invocation failed for good.</summary>
    public void GaveUp(ClientTally client, ObservedClient observed)
    {
        if (observed.Source is { } source && (_failedAt.Count < MostSources || _failedAt.ContainsKey(source)))
        {
            _failedAt[source] = client;
        }
    }

    /// <summary>Those that gave up and were not heard of for a minute before a moment in ticks of UTC.</summary>
    public int CountVanished(long at) => _clients.Values.Count(client => client.LastWasGivenUp && at - client.LastSeen >= TimeSpan.TicksPerMinute);

    /// <summary>By operation: the most calls that one of them made in an hour, in an experiment or in all.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> CallsPerHour(string? experiment)
    {
        var calls = new Dictionary<string, long>();
        foreach (ClientTally client in _clients.Values)
        {
            client.CallsIn(experiment)?.AddTo(calls);
        }

        return [.. calls];
    }

    /// <summary>The most active first.</summary>
    /// <param name="open">What is to be added to their closed invocations.</param>
    public IReadOnlyList<ClientSummary> MostActive(int most, IReadOnlyDictionary<ClientTally, InvocationTotals> open) =>
    [
        .. _clients.Values.OrderByDescending(client => client.Requests).Take(most).Select(client => Describe(client, client.Closed + open.GetValueOrDefault(client))),
    ];

    // Where another has just failed for good: if that one is never heard of again, this is it under another name.
    private void NoteSuccession(ObservedClient observed, long arrivedAt)
    {
        if (observed.Source is { } source
            && _failedAt.Remove(source, out ClientTally? gone)
            && gone.LastWasGivenUp
            && arrivedAt - gone.LastSeen < LongestSuccession.Ticks
            && _successors.Count < MostSuccessors)
        {
            _successors.Add((gone, arrivedAt));
        }
    }

    private ClientSummary Describe(ClientTally client, InvocationTotals invocations)
    {
        double seconds = Math.Max(1, TimeSpan.FromTicks(client.LastSeen - client.FirstSeen).TotalSeconds);
        return new ClientSummary(
            group,
            client.Principal,
            new DateTimeOffset(client.FirstSeen, TimeSpan.Zero),
            new DateTimeOffset(client.LastSeen, TimeSpan.Zero),
            client.SourceCount,
            client.Requests,
            invocations.Attempts,
            invocations.Invocations,
            client.Ok,
            client.Throttled,
            client.Failed,
            invocations.Succeeded,
            invocations.GivenUp,
            client.Sessions,
            Math.Round(invocations.Succeeded / seconds, 4));
    }
}
