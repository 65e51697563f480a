using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>Something that a group of clients does and had better not do.</summary>
/// <param name="Clients">What the group is called.</param>
/// <param name="Rule">The rule by which it is found.</param>
/// <param name="Observed">What was seen, in a sentence.</param>
/// <param name="Remedy">What helps, in a sentence, or <see langword="null"/> where nothing certain is known.</param>
internal sealed record ClientFinding(string Clients, VerdictOutcome Outcome, string Rule, string Observed, string? Remedy);
