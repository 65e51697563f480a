namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>The delays that the best fitting policy would have made, beside those that were seen.</summary>
/// <param name="Shares">By bucket of <see cref="DelayBuckets"/>: the share of delays expected in it.</param>
[GenerateSerializer, Immutable, Alias("stssim.ExpectedDelays")]
public sealed record ExpectedDelays(
    [property: Id(0)] int Retry, [property: Id(1)] RetryTrigger Trigger, [property: Id(2)] IReadOnlyList<double> Shares);
