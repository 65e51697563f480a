namespace StsSim.Testing;

/// <summary>A fault rule, and how it fares.</summary>
/// <param name="Considered">How many requests it was for, since it was put.</param>
/// <param name="Fired">How many of those it struck.</param>
/// <param name="ExpiresAt">When it ends by itself, where it does.</param>
/// <param name="Experiment">The experiment whose rule it is, where it is one's.</param>
public sealed record FaultRuleStatus(string Id, long Considered, long Fired, DateTimeOffset? ExpiresAt = null, string? Experiment = null);
