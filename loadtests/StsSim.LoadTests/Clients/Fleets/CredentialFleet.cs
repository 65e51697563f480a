using System.Globalization;

namespace StsSim.LoadTests.Clients.Fleets;

/// <summary>
/// Callers that begin together and each keep a session of a role. One invocation is one use of a session, by the next
/// caller in turn, with the renewals that it took.
/// </summary>
internal sealed class CredentialFleet : ICaller
{
    public const int Size = 60;

    private readonly StsClient _issuer;
    private readonly StsClient _user;
    private readonly FleetCaller[] _callers;
    private int _uses = -1;

    /// <param name="issuer">Issues sessions of the role; it is disposed of with the fleet.</param>
    /// <param name="user">Makes the call a session is used for, signed by <see cref="SessionInUse"/>; likewise.</param>
    public CredentialFleet(RenewalPolicy policy, StsClient issuer, StsClient user, TimeProvider time, int seed)
    {
        _issuer = issuer;
        _user = user;
        _callers =
        [
            .. Enumerable.Range(0, Size).Select(number => new FleetCaller(
                string.Create(CultureInfo.InvariantCulture, $"caller-{number:D2}"), policy, issuer, user, time, new Random(unchecked(seed + number)))),
        ];
    }

    public Task<InvocationOutcome> InvokeAsync(string name, IWireWatcher watcher, CancellationToken cancellationToken) =>
        _callers[(uint)Interlocked.Increment(ref _uses) % Size].UseAsync(watcher, cancellationToken);

    public void Dispose()
    {
        foreach (FleetCaller caller in _callers)
        {
            caller.Dispose();
        }

        _user.Dispose();
        _issuer.Dispose();
    }
}
