namespace StsSim.Testing;

/// <summary>What was expected of clients, each with its outcome.</summary>
/// <param name="Held">Whether all of them held.</param>
public sealed record CheckedExpectations(bool Held, IReadOnlyList<CheckedExpectation> Expectations)
{
    /// <summary>Those that are broken, a line each, for the message of a test that fails.</summary>
    public override string ToString() => string.Join('\n', Expectations.Where(expectation => !expectation.IsHeld));
}
