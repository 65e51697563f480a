namespace StsSim.LoadTests.Clients.Fleets;

/// <summary>One caller of a fleet: it keeps a session and renews it by its policy, when a use of it needs that.</summary>
/// <param name="client">Issues sessions, and makes the calls that they are used for.</param>
internal sealed class FleetCaller(string name, RenewalPolicy policy, IStsClient client, TimeProvider time, Random random) : IDisposable
{
    private readonly SemaphoreSlim _renewal = new(1, 1);
    private HeldSession? _session;
    private HeldSession? _sessionBefore;

    /// <param name="request">The <c>AssumeRole</c> that gets a session.</param>
    public async Task<InvocationOutcome> UseAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        InvocationOutcome? outcome = null;
        HeldSession? refused = null;
        for (int use = 1; ; use++)
        {
            outcome = await RenewIfDueAsync(request, refused, outcome, watcher, cancellationToken).ConfigureAwait(false);
            if (_session is not { } session || !IsAlive(session))
            {
                return outcome!;
            }

            outcome = await UseAsync(session, outcome, watcher, cancellationToken).ConfigureAwait(false);
            if (policy.FallsBack && outcome.ErrorCode == "InvalidClientTokenId" && _sessionBefore is { } before && IsAlive(before))
            {
                outcome = await UseAsync(before, outcome, watcher, cancellationToken).ConfigureAwait(false);
            }

            if (!IsRefusalOfSession(outcome) || use == policy.Tries || time.GetUtcNow() - session.IssuedAt < policy.YoungestToRenew)
            {
                return outcome;
            }

            refused = session;
        }
    }

    public void Dispose() => _renewal.Dispose();

    private async Task<InvocationOutcome?> RenewIfDueAsync(
        StsRequest request, HeldSession? refused, InvocationOutcome? outcome, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        if (!IsDue(refused))
        {
            return outcome;
        }

        await _renewal.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (!IsDue(refused))
            {
                return outcome; // another use has seen to it
            }

            (InvocationOutcome renewal, IssuedSession? issued) =
                await client.SendAsync(request with { RoleSessionName = name }, watcher, cancellationToken).ConfigureAwait(false);
            if (issued is not null)
            {
                _sessionBefore = _session;
                _session = HeldSession.Of(issued, time.GetUtcNow(), policy.DrawShareLeft(random));
            }

            return renewal.After(outcome);
        }
        finally
        {
            _renewal.Release();
        }
    }

    private async Task<InvocationOutcome> UseAsync(
        HeldSession session, InvocationOutcome? outcome, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        StsRequest use = StsRequest.GetCallerIdentity with { Credentials = session.Keys };
        return (await client.SendAsync(use, watcher, cancellationToken).ConfigureAwait(false)).Outcome.After(outcome);
    }

    private bool IsDue(HeldSession? refused) =>
        _session is not { } session || session == refused || time.GetUtcNow() >= session.RenewAt;

    private bool IsAlive(HeldSession session) => time.GetUtcNow() < session.Expiration;

    private static bool IsRefusalOfSession(InvocationOutcome outcome) => outcome.ErrorCode is "ExpiredToken" or "InvalidClientTokenId";
}
