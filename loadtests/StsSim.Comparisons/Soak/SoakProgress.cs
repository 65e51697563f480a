namespace StsSim.Comparisons.Soak;

/// <summary>How far a soak has come, over all its connections.</summary>
/// <param name="window">Whose tokens it asks for.</param>
internal sealed class SoakProgress(UserWindow window)
{
    private readonly long[] _answered = new long[Enum.GetValues<SoakKind>().Length];
    private long _sent;
    private long _limit;
    private long _sessions;

    /// <summary>How many users were asked for.</summary>
    public long Users => window.Users;

    /// <summary>How many requests were answered.</summary>
    public long Requests => _answered.Sum();

    public long AnsweredOf(SoakKind kind) => Volatile.Read(ref _answered[(int)kind]);

    /// <summary>Lets so many more be sent.</summary>
    public void Allow(long requests) => _limit = _sent + requests;

    /// <returns>Whether one more may be sent; it counts as sent then.</returns>
    public bool TrySend()
    {
        if (Interlocked.Increment(ref _sent) <= _limit)
        {
            return true;
        }

        Interlocked.Decrement(ref _sent);
        return false;
    }

    public long NextUser() => window.Next();

    /// <returns>The number of a role session that there was none of yet.</returns>
    public long NextSession() => Interlocked.Increment(ref _sessions);

    public void Answered(SoakKind kind) => Interlocked.Increment(ref _answered[(int)kind]);
}
