namespace StsSim.Grains.Mfa;

/// <summary>What an MFA device's grain keeps in storage.</summary>
[GenerateSerializer, Alias("stssim.MfaDeviceState")]
internal sealed class MfaDeviceState
{
    [Id(0)] public List<long> UsedSteps { get; set; } = [];

    /// <summary>The request that last used two steps at once.</summary>
    [Id(1)] public Guid PairRequest { get; set; }
}
