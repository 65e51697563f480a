namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>A gateway settles what it did with its tokens and asks for more.</summary>
/// <param name="Lessee">Which lease of which gateway asks. One that lost count of its tokens goes on under a new name.</param>
/// <param name="AccountVersion">The account snapshot the gateway works from; a newer one than the lessor's makes it re-read its limits.</param>
/// <param name="Used">Leased tokens used since the last settlement.</param>
/// <param name="SinceLastUse">How long ago the last of them was used.</param>
/// <param name="Returned">Leased tokens given back unused.</param>
/// <param name="Wanted">New tokens asked for; 0 only settles.</param>
[GenerateSerializer, Immutable, Alias("stssim.LeaseRequest")]
public readonly record struct LeaseRequest(
    [property: Id(0)] Guid Lessee,
    [property: Id(1)] long AccountVersion,
    [property: Id(2)] int Used,
    [property: Id(3)] TimeSpan SinceLastUse,
    [property: Id(4)] int Returned,
    [property: Id(5)] int Wanted)
{
    /// <summary>
    /// Where the account follows the world's quotas, the version of the environment they are of; 0 where it has its own.
    /// Newer than the lessor's, it makes it re-read its limits, too.
    /// </summary>
    [Id(6)] public long DefaultQuotasVersion { get; init; }

    /// <summary>How many tokens the gateway has use for where the bucket has plenty: the next question comes the later.</summary>
    [Id(7)] public int Most { get; init; }
}
