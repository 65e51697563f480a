namespace StsSim.Operations.Throttling;

/// <summary>How many tokens a gateway asks a bucket for at once: what the traffic it sees uses up in some 20 ms.</summary>
/// <remarks>Not thread-safe; its lease has a lock.</remarks>
internal sealed class SliceSize(TimeProvider time)
{
    private const int Largest = 100_000;

    // How many slices it may be at once where the bucket has plenty.
    private const int SlicesOfPlenty = 10;

    // How much traffic a slice should last for.
    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(20);

    private long _adaptedAt;

    public int Tokens { get; private set; } = 1;

    /// <summary>What may be given instead by a bucket that has plenty.</summary>
    public int MostTokens => Math.Min(Tokens * SlicesOfPlenty, Largest);

    /// <summary>Half of the old size, half of what the traffic since the last time asks for.</summary>
    /// <param name="used">Tokens since then.</param>
    /// <param name="now">A timestamp.</param>
    public void Adapt(int used, long now)
    {
        double seconds = time.GetElapsedTime(_adaptedAt, now).TotalSeconds;
        double wanted = seconds > 0 ? used / seconds * Span.TotalSeconds : Tokens;
        Tokens = (int)Math.Clamp((Tokens + wanted + 1) / 2, 1, Largest);
        _adaptedAt = now;
    }
}
