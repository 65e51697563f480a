namespace StsSim.Grains.Observatory;

/// <summary>
/// Room for the invocations of which another attempt may come, of all groups of a silo together: what is open takes most of
/// the observatory's memory, and an outage opens many.
/// </summary>
internal sealed class OpenInvocationBudget
{
    /// <summary>Some 350 bytes each.</summary>
    private const int Most = 150_000;

    private int _open;

    /// <summary>Whether there is room for one more, which is taken.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _open) <= Most)
        {
            return true;
        }

        Interlocked.Decrement(ref _open);
        return false;
    }

    public void Return(int count = 1) => Interlocked.Add(ref _open, -count);
}
