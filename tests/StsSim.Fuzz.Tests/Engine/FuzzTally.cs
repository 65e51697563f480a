namespace StsSim.Fuzz.Tests.Engine;

/// <summary>Counts what came of the inputs, to see how far they reached.</summary>
internal sealed class FuzzTally
{
    private readonly Dictionary<string, int> _outcomes = [];

    public int Total { get; private set; }

    public void Count(string outcome)
    {
        _outcomes[outcome] = CountOf(outcome) + 1;
        Total++;
    }

    public int CountOf(string outcome) => _outcomes.GetValueOrDefault(outcome);

    public override string ToString() => string.Join(", ", _outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Value} {outcome.Key}"));
}
