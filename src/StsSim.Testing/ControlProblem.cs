namespace StsSim.Testing;

/// <summary>An RFC 9457 problem as the control API sends it.</summary>
internal sealed record ControlProblem(string? Title, string? Detail);
