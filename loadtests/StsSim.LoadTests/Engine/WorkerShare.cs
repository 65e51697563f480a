namespace StsSim.LoadTests.Engine;

/// <summary>Which part of a load a process takes: every <paramref name="Count"/>th invocation from the <paramref name="Index"/>th on, so that many processes together offer the very load that one would.</summary>
internal readonly record struct WorkerShare(int Index, int Count)
{
    public static WorkerShare Whole { get; } = new(0, 1);

    public IEnumerable<TimeSpan> Of(IEnumerable<TimeSpan> intendedStarts)
    {
        int number = 0;
        foreach (TimeSpan start in intendedStarts)
        {
            if (number++ % Count == Index)
            {
                yield return start;
            }
        }
    }

    /// <summary>The number that the whole load has for one of this share.</summary>
    public int NumberOf(int own) => (own * Count) + Index;

    /// <summary>How many of so many are this share's.</summary>
    public int Of(int whole) => (whole / Count) + (Index < whole % Count ? 1 : 0);
}
