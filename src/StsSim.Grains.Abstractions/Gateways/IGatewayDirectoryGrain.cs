using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Gateways;

/// <summary>Which HTTP gateways serve. Key: <see cref="Key"/>.</summary>
[Alias("stssim.IGatewayDirectoryGrain")]
public interface IGatewayDirectoryGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    /// <summary>
    /// A gateway joins before it reads its first snapshot, so that no change can slip between, and again every few
    /// seconds, in case it was slow once and taken for dead.
    /// </summary>
    /// <returns>Whether it was not on the list: what was pushed meanwhile has passed it by.</returns>
    [Alias("Join"), ResponseTimeout(RequestPatience.Text)]
    Task<bool> Join(IGatewayObserver gateway);

    /// <summary>Returns when it is off the list for good: what is written from then on passes it by.</summary>
    [Alias("Leave")]
    Task Leave(IGatewayObserver gateway);

    [AlwaysInterleave, Alias("List"), ResponseTimeout(RequestPatience.Text)]
    ValueTask<IReadOnlyList<IGatewayObserver>> List();
}
