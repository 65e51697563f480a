namespace StsSim.Fuzz.Tests.Engine;

/// <summary>All that is random about one input: it follows from the seed, the input's number and the corpus.</summary>
internal sealed class FuzzDraw(int seed, int number, IReadOnlyList<byte[]> corpus)
{
    private readonly Random _random = new(unchecked((seed * 1_000_003) + number));

    public int Next(int bound) => _random.Next(bound);

    /// <summary>True one time in <paramref name="n"/>.</summary>
    public bool OneIn(int n) => _random.Next(n) == 0;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>An input of the corpus.</summary>
    public byte[] Start() => Pick(corpus);

    /// <summary>A few: mostly one, seldom many.</summary>
    public int Few() => 1 + (OneIn(2) ? 0 : OneIn(4) ? _random.Next(12) : _random.Next(3));

    public byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
}
