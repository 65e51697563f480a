namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>How the server's clock and the lifetimes it hands out differ from the real ones.</summary>
/// <param name="SessionTimeScale">How many times faster sessions age: under 60, one of 15 minutes lives 15 seconds, and says so.</param>
/// <param name="SkewSeconds">How far the server's clock is ahead; behind where it is negative.</param>
[GenerateSerializer, Immutable, Alias("stssim.ClockSettings")]
public sealed record ClockSettings([property: Id(0)] double SessionTimeScale, [property: Id(1)] double SkewSeconds)
{
    /// <summary>The real clock.</summary>
    public static ClockSettings Real { get; } = new(1, 0);

    /// <summary>How far the server's clock is ahead.</summary>
    public TimeSpan Skew => TimeSpan.FromSeconds(SkewSeconds);

    /// <summary>What is left of a lifetime that was asked for.</summary>
    public TimeSpan Scale(TimeSpan lifetime) => lifetime / SessionTimeScale;

    /// <summary>Likewise, in whole seconds and at least one.</summary>
    public TimeSpan ScaleToSeconds(TimeSpan lifetime) =>
        SessionTimeScale == 1 ? lifetime : TimeSpan.FromSeconds(Math.Max(1, Math.Round(lifetime.TotalSeconds / SessionTimeScale)));
}
