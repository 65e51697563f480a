namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>Revokes every session of one holder issued up to an instant.</summary>
/// <param name="Holder">A <see cref="SessionHolder"/>'s key.</param>
[GenerateSerializer, Immutable, Alias("stssim.RevocationMark")]
public sealed record RevocationMark([property: Id(0)] string Holder, [property: Id(1)] DateTimeOffset Instant);
