using System.Runtime.ExceptionServices;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

/// <summary>
/// The tokens of one bucket that this gateway may hand out without asking. It asks for more when half are gone, one
/// question at a time, and an empty bucket says how long asking is pointless: a flood of refusals costs no grain call.
/// </summary>
public sealed class TokenLease(ITokenLessor lessor, AccountLeases account, TimeProvider time, StsInstruments instruments)
{
    private const int LargestSlice = 100_000;

    // How much traffic a slice should last for.
    private static readonly TimeSpan SliceSpan = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private Guid _lessee = Guid.NewGuid();
    private int _tokens;
    private int _used; // since the last question
    private int _waiting;
    private int _slice = 1;
    private long _lastUsedAt = time.GetTimestamp();
    private long _askedAt;
    private long _expiresAt;
    private long _notBefore;
    private Exception? _failure;
    private Task? _refill;

    /// <summary>Takes a token, waiting for the lessor only while the slice is used up and the bucket may hold more.</summary>
    /// <exception cref="TimeoutException">The lessor does not answer; that is not a refusal.</exception>
    public ValueTask<bool> TryAdmitAsync()
    {
        lock (_lock)
        {
            if (TryTake())
            {
                return new ValueTask<bool>(true);
            }

            if (_failure is null && MustNotAsk())
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

                if (MustNotAsk())
                {
                    if (_failure is not null)
                    {
                        ExceptionDispatchInfo.Throw(_failure);
                    }

                    return false;
                }

                refill = _refill ??= AskAsync(Math.Max(_slice, _waiting + 1));
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

    private bool MustNotAsk() => _refill is null && time.GetTimestamp() < _notBefore;

    private bool TryTake()
    {
        if (_tokens <= 0)
        {
            return false;
        }

        long now = time.GetTimestamp();
        if (now >= _expiresAt)
        {
            LoseCount();
            return false;
        }

        _tokens--;
        _used++;
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
        AdaptSlice(now);
        int returned = wanted == 0 ? _tokens : 0;
        _tokens -= returned;
        var request = new LeaseRequest(_lessee, account.Version, _used, time.GetElapsedTime(_lastUsedAt, now), returned, wanted)
        {
            DefaultQuotasVersion = account.DefaultQuotasVersion,
        };
        _used = 0;
        await Task.Yield();
        try
        {
            instruments.CountGrainCall("lease");
            Accept(await lessor.Lease(request), request.Lessee, now);
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                _refill = null;
                _failure = e;
                _notBefore = time.GetTimestamp() + Ticks(AfterFailure);
                LoseCount();
            }

            throw;
        }
    }

    private void Accept(in LeaseGrant grant, Guid lessee, long askedAt)
    {
        lock (_lock)
        {
            _refill = null;
            _failure = null;
            long now = time.GetTimestamp();
            _notBefore = grant.NotBefore > TimeSpan.Zero ? now + Ticks(grant.NotBefore) : 0;
            if (_tokens > 0 && now >= _expiresAt)
            {
                LoseCount();
            }

            if (lessee != _lessee)
            {
                _notBefore = 0; // given to a name that is no more; the new one may ask at once
            }
            else if (grant.Tokens > 0)
            {
                _tokens += grant.Tokens;
                _expiresAt = askedAt + Ticks(LeaseGrant.Lifetime);
            }
        }
    }

    // The lessor may or may not count what was held here. Under a new name nothing is counted twice, and what the old
    // name still has is written off at the end of its lifetime.
    private void LoseCount()
    {
        _lessee = Guid.NewGuid();
        _tokens = 0;
        _used = 0;
    }

    // Half of the old size, half of what the traffic since the last question asks for.
    private void AdaptSlice(long now)
    {
        double seconds = time.GetElapsedTime(_askedAt, now).TotalSeconds;
        double wanted = seconds > 0 ? _used / seconds * SliceSpan.TotalSeconds : _slice;
        _slice = (int)Math.Clamp((_slice + wanted + 1) / 2, 1, LargestSlice);
        _askedAt = now;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
