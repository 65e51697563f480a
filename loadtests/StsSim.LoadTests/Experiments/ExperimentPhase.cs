namespace StsSim.LoadTests.Experiments;

/// <summary>What a load generator needs to know of a phase; what goes wrong in it is the simulator's business.</summary>
internal sealed record ExperimentPhase(string Name, string? Description, TimeSpan Duration);
