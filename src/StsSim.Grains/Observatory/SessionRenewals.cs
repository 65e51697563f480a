namespace StsSim.Grains.Observatory;

/// <summary>The sessions a client was issued last, by what they are for: the next one for the same is a refresh.</summary>
internal sealed class SessionRenewals
{
    // A client that takes sessions for more than this keeps none of them long enough to be seen.
    private const int Most = 8;

    private readonly List<Held> _held = [];

    /// <summary>Notes a session, in ticks of UTC. Returns the one before it for the same, or <see langword="null"/>.</summary>
    public (long IssuedAt, long ExpiresAt)? Issued(ulong subject, long issuedAt, long expiresAt)
    {
        for (int i = _held.Count - 1; i >= 0; i--)
        {
            if (_held[i].Subject == subject)
            {
                Held before = _held[i];
                _held.RemoveAt(i);
                _held.Add(new Held(subject, issuedAt, expiresAt));
                return (before.IssuedAt, before.ExpiresAt);
            }
        }

        if (_held.Count == Most)
        {
            _held.RemoveAt(0);
        }

        _held.Add(new Held(subject, issuedAt, expiresAt));
        return null;
    }

    private readonly record struct Held(ulong Subject, long IssuedAt, long ExpiresAt);
}
