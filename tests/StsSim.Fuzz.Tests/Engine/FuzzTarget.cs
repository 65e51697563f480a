namespace StsSim.Fuzz.Tests.Engine;

/// <summary>One parser of what strangers send: how its inputs are changed, and what must hold of whatever comes of them.</summary>
internal abstract class FuzzTarget
{
    /// <summary>What a target says of an input that was taken.</summary>
    public const string Accepted = "accepted";

    /// <summary>Its folder of the corpora, and its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What a run must have come to at least once, or it tried too little.</summary>
    public abstract IReadOnlyList<string> Reached { get; }

    /// <summary>No input is longer: what reads them is handed bounded texts.</summary>
    public virtual int LongestInput => 64 * 1024;

    /// <summary>What the parser allocated for the last input, which tells its work as no clock does.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>The most that the parser may allocate for an input.</summary>
    public virtual long MostAllocatedBytes(byte[] input) => (1024 * 1024) + (1024L * input.Length);

    /// <summary>A new input.</summary>
    /// <param name="start">The input of the corpus to begin with.</param>
    /// <param name="draw">All that is random about it.</param>
    public abstract byte[] Change(byte[] start, FuzzDraw draw);

    /// <summary>Hands the parser an input. An exception is a finding: one that the parser may not throw, or a broken rule.</summary>
    /// <returns><see cref="Accepted"/>, or in a word or two what became of it.</returns>
    public string Try(byte[] input)
    {
        AllocatedBytes = 0;
        return Judge(input);
    }

    /// <summary>Parses an input, and holds what comes of it to the rules.</summary>
    protected abstract string Judge(byte[] input);

    /// <summary>Parses, and weighs the work.</summary>
    protected T Weigh<T>(Func<T> parse)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        T parsed = parse();
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return parsed;
    }
}
