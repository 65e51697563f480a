using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Operations.Throttling;

/// <summary>What a bucket has lent to this gateway: each token is left, set aside, or used since the bucket was last told.</summary>
/// <remarks>
/// The bucket writes off what a name has when it was lent too long ago, and may or may not count what a question that failed
/// told it. Then the count is lost here, too: under a new name nothing is counted twice, and what the old name still has
/// is written off at the end of its lifetime. Not thread-safe; its lease has a lock.
/// </remarks>
internal sealed class LentTokens(TimeProvider time)
{
    private long _expiresAt;

    /// <summary>The name that the bucket knows them by.</summary>
    public Guid Lessee { get; private set; } = Guid.NewGuid();

    public int Left { get; private set; }

    /// <summary>Set aside, and neither used nor left.</summary>
    public int Held { get; private set; }

    /// <summary>Since the last <see cref="TellUsed"/>.</summary>
    public int Used { get; private set; }

    public bool IsNothing => Left == 0 && Held == 0 && Used == 0;

    /// <summary>Uses one.</summary>
    /// <param name="now">The timestamp of that.</param>
    public bool TryUse(out long now)
    {
        bool taken = TryTake(out now);
        Used += taken ? 1 : 0;
        return taken;
    }

    /// <summary>Sets one aside.</summary>
    public bool TryHold()
    {
        bool taken = TryTake(out _);
        Held += taken ? 1 : 0;
        return taken;
    }

    /// <summary>Uses one that was set aside under a name.</summary>
    /// <returns><see langword="false"/> where the count of that name was lost meanwhile.</returns>
    public bool TryUseHeld(Guid lessee, long now)
    {
        if (lessee == Lessee && now >= _expiresAt)
        {
            LoseCount();
        }

        if (lessee != Lessee)
        {
            return false;
        }

        Held--;
        Used++;
        return true;
    }

    /// <summary>Leaves one that was set aside under a name.</summary>
    public void GiveBack(Guid lessee)
    {
        if (lessee == Lessee)
        {
            Held--;
            Left++;
        }
    }

    /// <summary>What was used and was not told yet; it counts as told now.</summary>
    public int TellUsed()
    {
        int used = Used;
        Used = 0;
        return used;
    }

    /// <summary>What is left, which is left no more.</summary>
    public int ReturnLeft()
    {
        int left = Left;
        Left = 0;
        return left;
    }

    /// <summary>Takes what the bucket gave.</summary>
    /// <param name="lessee">The name it was asked for under.</param>
    /// <param name="askedAt">The timestamp of that: from then on its lifetime counts.</param>
    /// <param name="now">A timestamp.</param>
    /// <returns><see langword="false"/> where the count of that name was lost meanwhile, and the gift with it.</returns>
    public bool TryAdd(int tokens, Guid lessee, long askedAt, long now)
    {
        if (Left + Held > 0 && now >= _expiresAt)
        {
            LoseCount();
        }

        if (lessee != Lessee)
        {
            return false;
        }

        if (tokens > 0)
        {
            Left += tokens;
            _expiresAt = askedAt + (long)(LeaseGrant.Lifetime.TotalSeconds * time.TimestampFrequency);
        }

        return true;
    }

    public void LoseCount()
    {
        Lessee = Guid.NewGuid();
        Left = 0;
        Held = 0;
        Used = 0;
    }

    private bool TryTake(out long now)
    {
        now = 0;
        if (Left <= 0)
        {
            return false;
        }

        now = time.GetTimestamp();
        if (now >= _expiresAt)
        {
            LoseCount();
            return false;
        }

        Left--;
        return true;
    }
}
