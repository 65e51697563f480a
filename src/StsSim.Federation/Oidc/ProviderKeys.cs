namespace StsSim.Federation.Oidc;

/// <summary>
/// The keys of one issuer as last fetched. A key that is known and fresh is answered at once; everything else shares one
/// fetch at a time, and one in each <see cref="VerificationKeysOptions.RetryInterval"/>, so that neither a crowd nor
/// forged key ids can hammer the issuer.
/// </summary>
internal sealed class ProviderKeys(KeySetClient client, VerificationKeysOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private State _state = new(null, DateTimeOffset.MinValue, default, DateTimeOffset.MinValue);
    private Task? _fetch;

    /// <summary>The key of that id, fetched where need be; the token cancels the wait and not the fetch others share.</summary>
    public async ValueTask<KeyLookup> FindAsync(string? keyId, CancellationToken stopped, CancellationToken cancellationToken)
    {
        State state = Volatile.Read(ref _state);
        DateTimeOffset now = time.GetUtcNow();
        VerificationKey? key = state.Keys?.Find(keyId);
        if (key is not null && Within(now, state.FetchedAt, options.Lifetime))
        {
            return new KeyLookup(key);
        }

        // While the issuer is known to be down, an old key is answered at once and the fetch goes on beside.
        bool down = state.LastAttempt.Keys is null;
        bool old = key is not null && Within(now, state.FetchedAt, options.StaleLifetime);
        if (Refresh(stopped) is { } fetch && !(down && old))
        {
            await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        state = Volatile.Read(ref _state);
        key = Within(time.GetUtcNow(), state.FetchedAt, options.StaleLifetime) ? state.Keys?.Find(keyId) : null;
        return new KeyLookup(key, ThumbprintMismatch: key is null && state.LastAttempt.ThumbprintMismatch, OutOfReach: key is null && state.LastAttempt.OutOfReach);
    }

    // The fetch under way, a new one, or null where it is too soon for another.
    private Task? Refresh(CancellationToken stopped)
    {
        lock (_gate)
        {
            if (_fetch is { IsCompleted: false })
            {
                return _fetch;
            }

            // The clock is read here, after a fetch that ended meanwhile has left its mark.
            return Within(time.GetUtcNow(), _state.AttemptedAt, options.RetryInterval) ? null : _fetch = FetchAsync(stopped);
        }
    }

    private async Task FetchAsync(CancellationToken stopped)
    {
        KeySetFetch fetched = await client.FetchAsync(stopped).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        State before = Volatile.Read(ref _state);
        State after = fetched.Keys is null
            ? before with { LastAttempt = fetched, AttemptedAt = now }
            : new State(fetched.Keys, now, fetched, now);
        Volatile.Write(ref _state, after);
    }

    // A clock that was set back makes things old, not young for ever.
    private static bool Within(DateTimeOffset now, DateTimeOffset since, TimeSpan span) => now >= since && now - since < span;

    private sealed record State(VerificationKeySet? Keys, DateTimeOffset FetchedAt, KeySetFetch LastAttempt, DateTimeOffset AttemptedAt);
}
