using System.Globalization;

namespace StsSim.LoadTests.Clients.Fleets;

/// <summary>
/// Callers that begin together and each keep a session of a role. One invocation is one use of a session, by the next
/// caller in turn, with the renewals that it took.
/// </summary>
internal sealed class CredentialFleet : IStsClient
{
    public const int Size = 60;

    private readonly IStsClient _client;
    private readonly FleetCaller[] _callers;
    private int _uses = -1;

    /// <param name="client">Issues the sessions and makes the calls that they are used for; it is disposed of with the fleet.</param>
    public CredentialFleet(RenewalPolicy policy, IStsClient client, TimeProvider time, int seed)
    {
        _client = client;
        _callers =
        [
            .. Enumerable.Range(0, Size).Select(number => new FleetCaller(
                string.Create(CultureInfo.InvariantCulture, $"caller-{number:D2}"), policy, client, time, new Random(unchecked(seed + number)))),
        ];
    }

    public string? Sdk => _client.Sdk;

    /// <param name="request">The <c>AssumeRole</c> that gets a caller its session; the caller's name goes in.</param>
    public async ValueTask<StsReply> SendAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        FleetCaller caller = _callers[(uint)Interlocked.Increment(ref _uses) % Size];
        return new StsReply(await caller.UseAsync(request, watcher, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FleetCaller caller in _callers)
        {
            caller.Dispose();
        }

        await _client.DisposeAsync().ConfigureAwait(false);
    }
}
