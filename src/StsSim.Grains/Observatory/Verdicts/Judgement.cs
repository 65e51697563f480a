using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>What is made of the evidence on a group.</summary>
/// <param name="Description">What the group does, in a sentence.</param>
/// <param name="Backoff">The documented ways of waiting that fit best, the best first.</param>
/// <param name="ExpectedDelays">Of what the SDK documents, and for others of the best one that fits, for every histogram with delays; none where none fits.</param>
internal sealed record Judgement(
    string Description, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<BackoffFit> Backoff, IReadOnlyList<ExpectedDelays> ExpectedDelays);
