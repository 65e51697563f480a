namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>What a lessor gives.</summary>
/// <param name="Tokens">How many requests the gateway may admit.</param>
/// <param name="NotBefore">How long asking again is pointless, because the bucket is empty now; zero where it is not.</param>
[GenerateSerializer, Immutable, Alias("stssim.LeaseGrant")]
public readonly record struct LeaseGrant(
    [property: Id(0)] int Tokens,
    [property: Id(1)] TimeSpan NotBefore)
{
    /// <summary>
    /// How long leased tokens stay good. A gateway counts from before it asked and the lessor from when it gave, so no
    /// token is used after its lessor has written it off.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    /// <summary>For how long a gateway remembers a bucket at most that it does not use.</summary>
    public static readonly TimeSpan LongestMemory = TimeSpan.FromMinutes(15);

    /// <summary>How long it takes until the bucket is full if nobody takes any more, up to <see cref="LongestMemory"/>.</summary>
    [Id(2)] public TimeSpan UntilFull { get; init; }
}
