namespace StsSim.Testing;

/// <summary>What is in a bucket.</summary>
/// <param name="Name">As <c>x-stssim-throttled-by</c> has it.</param>
/// <param name="RequestsPerSecond">What it gains a second.</param>
/// <param name="Burst">What it holds at most.</param>
/// <param name="Tokens">How many requests it would let pass now; a part of one is on its way.</param>
/// <param name="SecondsUntilFull">If nobody takes any more; <see langword="null"/> where it never is.</param>
/// <param name="SecondsUntilNextToken">Where it has no whole token; <see langword="null"/> where it has one, or never will.</param>
public sealed record QuotaBucket(
    string Name, double RequestsPerSecond, double Burst, double Tokens, double? SecondsUntilFull, double? SecondsUntilNextToken);
