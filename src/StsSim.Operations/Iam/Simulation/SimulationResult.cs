using StsSim.Iam.Evaluation;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>What became of one action on one resource.</summary>
/// <param name="Matched">The statements that decided, each with its policy.</param>
/// <param name="MissingKeys">Condition keys that the policies look at and the request did not give.</param>
/// <param name="AllowedByOrganization"><see langword="null"/> where the account is in no organization.</param>
/// <param name="AllowedByBoundary"><see langword="null"/> where there is no permissions boundary.</param>
/// <param name="Details">What each side decided across accounts; <see langword="null"/> within one.</param>
internal sealed record SimulationResult(
    string Action,
    string Resource,
    Decision Decision,
    IReadOnlyList<(SimulatedPolicy Policy, int Statement)> Matched,
    IReadOnlyList<string> MissingKeys,
    bool? AllowedByOrganization,
    bool? AllowedByBoundary,
    IReadOnlyList<KeyValuePair<string, Decision>>? Details);
