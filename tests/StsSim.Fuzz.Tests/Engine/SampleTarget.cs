using StsSim.Fuzz.Tests.Mutation;

namespace StsSim.Fuzz.Tests.Engine;

/// <summary>A parser that does what a test says.</summary>
internal sealed class SampleTarget(Func<byte[], string> parse) : FuzzTarget
{
    public override string Name => "sample";

    public override IReadOnlyList<string> Reached => [];

    public override byte[] Change(byte[] start, FuzzDraw draw) => ByteMutator.Change(start, draw);

    protected override string Judge(byte[] input) => Weigh(() => parse(input));
}
