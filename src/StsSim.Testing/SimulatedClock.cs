namespace StsSim.Testing;

/// <summary>A clock as clients see it.</summary>
/// <param name="SessionTimeScale">How many times faster sessions age.</param>
/// <param name="SkewSeconds">How far it is ahead; behind where it is negative.</param>
/// <param name="Now">What it says.</param>
public sealed record SimulatedClock(double SessionTimeScale, double SkewSeconds, DateTimeOffset Now);
