namespace StsSim.Grains.Abstractions.Leases;

/// <summary>An account of its own for one test run, with the credentials of its administrator.</summary>
/// <param name="Id">Not to be guessed: who knows it may use the account and end the lease.</param>
[GenerateSerializer, Immutable, Alias("stssim.Lease")]
public sealed record Lease(
    [property: Id(0)] string Id,
    [property: Id(1)] string AccountId,
    [property: Id(2)] string AccessKeyId,
    [property: Id(3)] string SecretAccessKey,
    [property: Id(4)] string RoleArn,
    [property: Id(5)] DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"{nameof(Lease)} of {AccountId}";
}
