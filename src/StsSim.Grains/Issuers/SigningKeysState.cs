namespace StsSim.Grains.Issuers;

/// <summary>What a signing keys grain keeps in storage.</summary>
[GenerateSerializer, Alias("stssim.SigningKeysState")]
internal sealed class SigningKeysState
{
    [Id(0)] public byte[]? Keys { get; set; }
}
