using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Gateways;

/// <summary>Which HTTP gateways serve. Key: <see cref="Key"/>.</summary>
[Alias("stssim.IGatewayDirectoryGrain")]
public interface IGatewayDirectoryGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    /// <summary>A gateway joins before it reads its first snapshot, so that no change can slip between.</summary>
    [Alias("Join")]
    Task Join(IGatewayObserver gateway);

    [Alias("Leave")]
    Task Leave(IGatewayObserver gateway);

    [AlwaysInterleave, Alias("List")]
    ValueTask<IReadOnlyList<IGatewayObserver>> List();
}
