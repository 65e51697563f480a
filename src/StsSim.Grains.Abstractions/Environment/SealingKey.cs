namespace StsSim.Grains.Abstractions.Environment;

/// <summary>A key of the ring under which session tokens are sealed.</summary>
/// <param name="Secret">Thirty-two bytes.</param>
[GenerateSerializer, Immutable, Alias("stssim.SealingKey")]
public sealed record SealingKey([property: Id(0)] uint KeyId, [property: Id(1)] byte[] Secret)
{
    public override string ToString() => $"{nameof(SealingKey)} {KeyId}";
}
