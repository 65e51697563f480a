using System.Runtime.ExceptionServices;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

/// <summary>
/// The tokens of one bucket that this gateway may hand out without asking. It asks for more when half are gone, one
/// question at a time, and an empty bucket says how long asking is pointless: a flood of refusals costs no grain call. A
/// slice lasts for some 20 ms, or for some 200 ms of a bucket that has plenty.
/// </summary>
/// <remarks>Who asks says under which quotas, so that a lease outlives a change of those that it is not under.</remarks>
/// <param name="bucket">Its <see cref="BucketName"/>.</param>
public sealed class TokenLease(ITokenLessor lessor, string bucket, TimeProvider time, StsInstruments instruments)
{
    // After such a pause nobody expects the next one: what was asked for ahead would be given back unused.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly SliceSize _slice = new(time);
    private readonly LentTokens _lent = new(time);
    private int _waiting;
    private int _low; // so many left, it asks for more
    private long _lastUsedAt = time.GetTimestamp();
    private long _notBefore;
    private long _fullAt;
    private Exception? _failure;
    private Task? _refill;

    public string Bucket => bucket;

    /// <summary>Whether the bucket is known to be empty: a request that needs it need not try any other.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _lent.Left == 0 && _failure is null && MustNotAsk();
            }
        }
    }

    /// <summary>
    /// Whether nobody learns anything from this lease: it holds nothing, and the bucket is neither known to be empty nor
    /// less than full.
    /// </summary>
    public bool MayBeForgotten
    {
        get
        {
            lock (_lock)
            {
                return IsSettled && time.GetTimestamp() >= Math.Max(_notBefore, _fullAt);
            }
        }
    }

    private bool IsSettled => _refill is null && _lent.IsNothing;

    /// <summary>Takes a token, waiting for the lessor only while the slice is used up and the bucket may hold more.</summary>
    /// <exception cref="TimeoutException">The lessor does not answer; that is not a refusal.</exception>
    public ValueTask<bool> TryAdmitAsync(AccountLeases asker)
    {
        lock (_lock)
        {
            if (TryTake(asker))
            {
                return new ValueTask<bool>(true);
            }

            if (_failure is null && MustNotAsk())
            {
                return new ValueTask<bool>(false);
            }
        }

        return AwaitAdmissionAsync(asker);
    }

    /// <summary>Sets a token aside, likewise, for a request that other buckets may still refuse.</summary>
    /// <exception cref="TimeoutException">The lessor does not answer; that is not a refusal.</exception>
    public ValueTask<HeldToken> HoldAsync(AccountLeases asker)
    {
        lock (_lock)
        {
            if (TryHold(out HeldToken token) || (_failure is null && MustNotAsk()))
            {
                return new ValueTask<HeldToken>(token);
            }
        }

        return AwaitHoldAsync(asker);
    }

    internal bool TryUse(Guid lessee, AccountLeases asker)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            if (!_lent.TryUseHeld(lessee, now))
            {
                return false;
            }

            NoteUse(now, asker);
            return true;
        }
    }

    internal void GiveBack(Guid lessee)
    {
        lock (_lock)
        {
            _lent.GiveBack(lessee);
        }
    }

    /// <summary>
    /// Settles with the lessor if nothing was used for <paramref name="idle"/>, returning what is left, so that other
    /// gateways can have it.
    /// </summary>
    /// <returns>Whether the lease is settled and holds nothing.</returns>
    public bool SettleIfIdle(TimeSpan idle, AccountLeases asker)
    {
        lock (_lock)
        {
            if (_refill is not null || _lent.Held > 0 || time.GetElapsedTime(_lastUsedAt) < idle)
            {
                return false;
            }

            if (IsSettled)
            {
                return true;
            }

            _refill = AskAsync(wanted: 0, asker);
            return false;
        }
    }

    /// <summary>Settles now, in use or not. Returns when the lessor knows what was used before the call.</summary>
    public async Task SettleAsync(AccountLeases asker)
    {
        // What is being asked already does not tell of what was used since.
        if (Volatile.Read(ref _refill) is { } asked)
        {
            await asked;
        }

        Task? settled;
        lock (_lock)
        {
            settled = _refill ??= IsSettled ? null : AskAsync(wanted: 0, asker);
        }

        if (settled is not null)
        {
            await settled;
        }
    }

    private async ValueTask<bool> AwaitAdmissionAsync(AccountLeases asker)
    {
        while (true)
        {
            Task? refill;
            lock (_lock)
            {
                if (TryTake(asker))
                {
                    return true;
                }

                refill = BeginWait(asker);
            }

            if (refill is null)
            {
                return false;
            }

            await EndWaitAsync(refill);
        }
    }

    private async ValueTask<HeldToken> AwaitHoldAsync(AccountLeases asker)
    {
        while (true)
        {
            Task? refill;
            lock (_lock)
            {
                if (TryHold(out HeldToken token))
                {
                    return token;
                }

                refill = BeginWait(asker);
            }

            if (refill is null)
            {
                return default;
            }

            await EndWaitAsync(refill);
        }
    }

    // What to wait for, or null where that is pointless.
    private Task? BeginWait(AccountLeases asker)
    {
        if (MustNotAsk())
        {
            if (_failure is not null)
            {
                ExceptionDispatchInfo.Throw(_failure);
            }

            return null;
        }

        Task refill = _refill ??= AskAsync(Math.Max(_slice.Tokens, _waiting + 1), asker);
        _waiting++;
        return refill;
    }

    private async Task EndWaitAsync(Task refill)
    {
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

    private bool MustNotAsk() => _refill is null && time.GetTimestamp() < _notBefore;

    private bool TryTake(AccountLeases asker)
    {
        if (!_lent.TryUse(out long now))
        {
            return false;
        }

        NoteUse(now, asker);
        return true;
    }

    private bool TryHold(out HeldToken token)
    {
        bool held = _lent.TryHold();
        token = held ? new HeldToken(this, _lent.Lessee) : default;
        return held;
    }

    private void NoteUse(long now, AccountLeases asker)
    {
        bool isSteady = time.GetElapsedTime(_lastUsedAt, now) < Pause;
        _lastUsedAt = now;
        if (_lent.Left <= _low && isSteady && _refill is null && now >= _notBefore)
        {
            _refill = AskAsync(Math.Max(_slice.Tokens, _waiting), asker);
        }
    }

    // Called under the lock. Yields first, so that the grain call and its continuation run outside it.
    private async Task AskAsync(int wanted, AccountLeases asker)
    {
        long now = time.GetTimestamp();
        _slice.Adapt(_lent.Used, now);
        int returned = wanted == 0 ? _lent.ReturnLeft() : 0;
        var request = new LeaseRequest(_lent.Lessee, asker.Version, _lent.TellUsed(), time.GetElapsedTime(_lastUsedAt, now), returned, wanted)
        {
            DefaultQuotasVersion = asker.DefaultQuotasVersion,
            Most = _slice.MostTokens,
        };
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
                _lent.LoseCount();
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
            _fullAt = now + Ticks(grant.UntilFull);
            if (!_lent.TryAdd(grant.Tokens, lessee, askedAt, now))
            {
                _notBefore = 0; // given to a name that is no more; the new one may ask at once
            }
            else if (grant.Tokens > 0)
            {
                _low = Math.Max(_slice.Tokens, grant.Tokens) / 2;
            }
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
