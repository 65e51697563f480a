namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>A long-term access key.</summary>
[GenerateSerializer, Immutable, Alias("stssim.AccessKeyDefinition")]
public sealed record AccessKeyDefinition(
    [property: Id(0)] string AccessKeyId,
    [property: Id(1)] string SecretAccessKey,
    [property: Id(2)] bool Active)
{
    [Id(3)] public DateTimeOffset CreatedAt { get; init; }

    // A record prints its members; this one's secret must never reach a log.
    public override string ToString() => $"{nameof(AccessKeyDefinition)} {AccessKeyId}";
}
