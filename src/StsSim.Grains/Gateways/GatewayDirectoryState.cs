using StsSim.Grains.Abstractions.Gateways;

namespace StsSim.Grains.Gateways;

/// <summary>What the gateway directory keeps in storage: how each gateway is reached.</summary>
[GenerateSerializer, Alias("stssim.GatewayDirectoryState")]
internal sealed class GatewayDirectoryState
{
    [Id(0)] public HashSet<IGatewayObserver> Gateways { get; set; } = [];
}
