namespace StsSim.Grains.Abstractions.Environment;

/// <summary>A key of the ring under which session tokens are sealed.</summary>
/// <param name="Secret">Thirty-two bytes.</param>
[GenerateSerializer, Immutable, Alias("stssim.SealingKey")]
public sealed record SealingKey([property: Id(0)] uint KeyId, [property: Id(1)] byte[] Secret)
{
    [Id(2)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When another took its place; <see langword="null"/> for the one that seals, and for one that is about to.</summary>
    [Id(3)] public DateTimeOffset? RetiredAt { get; init; }

    public override string ToString() => $"{nameof(SealingKey)} {KeyId}";
}
