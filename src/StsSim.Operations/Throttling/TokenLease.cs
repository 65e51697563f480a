using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

/// <summary>
/// The tokens of one bucket that this gateway may hand out without asking. It asks for more when half are gone, one
/// question at a time, and an empty bucket says how long asking is pointless: a flood of refusals costs no grain call.
/// </summary>
public sealed class TokenLease(ITokenLessor lessor, Guid gatewayId, AccountLeases account, TimeProvider time, StsInstruments instruments)
{
    private const int LargestSlice = 100_000;

    // How much traffic a slice should last for.
    private static readonly TimeSpan SliceSpan = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private int _tokens;
    private int _used;
    private int _waiting;
    private int _slice = 1;
    private long _lastUsedAt = time.GetTimestamp();
    private long _askedAt;
    private long _expiresAt;
    private long _notBefore;
    private int _usedSinceAsked;
    private Task? _refill;

    /// <summary>Takes a token, waiting for the lessor only while the slice is used up and the bucket may hold more.</summary>
    public ValueTask<bool> TryAdmitAsync()
    {
        lock (_lock)
        {
            if (TryTake())
            {
                return new ValueTask<bool>(true);
            }

            if (_refill is null && time.GetTimestamp() < _notBefore)
            {
                return new ValueTask<bool>(false);
            }
        }

        return AwaitAdmissionAsync();
    }

    /// <summary>Puts back a token just taken, because another bucket refused the request.</summary>
    public void GiveBack()
    {
        lock (_lock)
        {
            // Settled in between: the lessor has booked it as used, and it stays used.
            if (_used > 0)
            {
                _tokens++;
                _used--;
                _usedSinceAsked--;
            }
        }
    }

    /// <summary>
    /// Settles with the lessor if nothing was used for <paramref name="idle"/>, returning what is left, so that other
    /// gateways can have it.
    /// </summary>
    /// <returns>Whether the lease is settled and holds nothing: it may be forgotten.</returns>
    public bool SettleIfIdle(TimeSpan idle)
    {
        lock (_lock)
        {
            if (_refill is not null || time.GetElapsedTime(_lastUsedAt) < idle)
            {
                return false;
            }

            if (_tokens == 0 && _used == 0)
            {
                return true;
            }

            _refill = AskAsync(wanted: 0);
            return false;
        }
    }

    private async ValueTask<bool> AwaitAdmissionAsync()
    {
        while (true)
        {
            Task refill;
            lock (_lock)
            {
                if (TryTake())
                {
                    return true;
                }

                if (_refill is null)
                {
                    if (time.GetTimestamp() < _notBefore)
                    {
                        return false;
                    }

                    _refill = AskAsync(Math.Max(_slice, _waiting + 1));
                }

                refill = _refill;
                _waiting++;
            }

            try
            {
                await refill;
            }
            finally
            {
                lock (_lock)
                {
                    _waiting--;
                }
            }
        }
    }

    private bool TryTake()
    {
        if (_tokens <= 0)
        {
            return false;
        }

        long now = time.GetTimestamp();
        if (now >= _expiresAt)
        {
            _tokens = 0; // the lessor has written them off
            return false;
        }

        _tokens--;
        _used++;
        _usedSinceAsked++;
        _lastUsedAt = now;
        if (_tokens <= _slice / 2 && _refill is null && now >= _notBefore)
        {
            _refill = AskAsync(Math.Max(_slice, _waiting));
        }

        return true;
    }

    // Called under the lock. Yields first, so that the grain call and its continuation run outside it.
    private async Task AskAsync(int wanted)
    {
        long now = time.GetTimestamp();
        int returned = wanted == 0 ? _tokens : 0;
        _tokens -= returned;
        var request = new LeaseRequest(gatewayId, account.Version, _used, time.GetElapsedTime(_lastUsedAt, now), returned, wanted);
        _used = 0;
        AdaptSlice(now);
        await Task.Yield();
        try
        {
            instruments.CountGrainCall("lease");
            Accept(await lessor.Lease(request), now);
        }
        catch
        {
            lock (_lock)
            {
                _refill = null;
                _notBefore = time.GetTimestamp() + Ticks(AfterFailure);
            }

            throw;
        }
    }

    private void Accept(in LeaseGrant grant, long askedAt)
    {
        lock (_lock)
        {
            _refill = null;
            if (time.GetTimestamp() >= _expiresAt)
            {
                _tokens = 0; // the lessor may have written them off before the question reached it
            }

            _tokens += grant.Tokens;
            if (grant.Tokens > 0)
            {
                _expiresAt = askedAt + Ticks(LeaseGrant.Lifetime);
            }

            _notBefore = grant.NotBefore > TimeSpan.Zero ? time.GetTimestamp() + Ticks(grant.NotBefore) : 0;
        }
    }

    // Half of the old size, half of what the traffic since the last question asks for.
    private void AdaptSlice(long now)
    {
        double seconds = time.GetElapsedTime(_askedAt, now).TotalSeconds;
        double wanted = seconds > 0 ? _usedSinceAsked / seconds * SliceSpan.TotalSeconds : _slice;
        _slice = (int)Math.Clamp((_slice + wanted + 1) / 2, 1, LargestSlice);
        _askedAt = now;
        _usedSinceAsked = 0;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
