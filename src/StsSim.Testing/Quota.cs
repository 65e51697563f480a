namespace StsSim.Testing;

/// <summary>A token bucket.</summary>
/// <param name="RequestsPerSecond">What it gains a second.</param>
/// <param name="Burst">What it holds at most; a second's worth unless named, at least one.</param>
public sealed record Quota(double RequestsPerSecond, double? Burst = null);
