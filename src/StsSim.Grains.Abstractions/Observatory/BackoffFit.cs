namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>How well a documented way of waiting fits the delays that were seen.</summary>
/// <param name="Policy">Its name, e.g. <c>standard, new rules</c>.</param>
/// <param name="Formula">In words and figures, e.g. <c>U(0,1) · min(1 s · 2^k, 20 s)</c>.</param>
/// <param name="Distance">The largest distance between the distributions, 0 to 1 (Kolmogorov and Smirnov).</param>
/// <param name="Fits">Whether that is no more than chance and the grain of the measurement allow, at 5%.</param>
/// <param name="LogLikelihood">Of the delays under this policy, for each delay.</param>
[GenerateSerializer, Immutable, Alias("stssim.BackoffFit")]
public sealed record BackoffFit(
    [property: Id(0)] string Policy,
    [property: Id(1)] string Formula,
    [property: Id(2)] double Distance,
    [property: Id(3)] bool Fits,
    [property: Id(4)] double LogLikelihood);
