using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>What fault rules have counted, on all gateways together. Key: <see cref="Key"/>; any silo answers.</summary>
[Alias("stssim.IFaultCountsGrain")]
public interface IFaultCountsGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    /// <summary>The counts of the rules of an account, or of the world. What a gateway that is gone had counted is gone with it.</summary>
    [AlwaysInterleave, Alias("Read")]
    Task<IReadOnlyList<FaultCount>> Read(string? accountId);
}
