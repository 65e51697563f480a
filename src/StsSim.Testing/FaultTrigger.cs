namespace StsSim.Testing;

/// <summary>Which of the requests that a fault rule is for it strikes.</summary>
public sealed record FaultTrigger
{
    private FaultTrigger(FaultUnit per) => Per = $"{per}";

    internal double? Probability { get; private init; }

    internal int? Every { get; private init; }

    internal int? First { get; private init; }

    internal int? Skip { get; private init; }

    internal IReadOnlyList<bool>? Sequence { get; private init; }

    internal bool? Repeat { get; private init; }

    internal string Per { get; }

    /// <summary>
    /// By chance. In an account of the world, the same seed and the same requests are struck the same in every run; a leased
    /// account has another id each time, and with it other luck.
    /// </summary>
    /// <param name="probability">From 0 to 1.</param>
    public static FaultTrigger WithProbability(double probability, FaultUnit per = FaultUnit.Request) => new(per) { Probability = probability };

    /// <summary>The <paramref name="n"/>-th, the 2<paramref name="n"/>-th and so on.</summary>
    public static FaultTrigger EveryNth(int n, FaultUnit per = FaultUnit.Request) => new(per) { Every = n };

    /// <summary>The first <paramref name="count"/>, once <paramref name="skip"/> have passed.</summary>
    public static FaultTrigger FirstOnes(int count, int skip = 0, FaultUnit per = FaultUnit.Request) => new(per) { First = count, Skip = skip };

    /// <summary>One after the other: <see langword="true"/> strikes, <see langword="false"/> spares.</summary>
    /// <param name="repeat">Whether it begins again at its end; otherwise it spares all that follow.</param>
    public static FaultTrigger InSequence(IReadOnlyList<bool> strikes, bool repeat = true, FaultUnit per = FaultUnit.Request) =>
        new(per) { Sequence = strikes, Repeat = repeat };
}
