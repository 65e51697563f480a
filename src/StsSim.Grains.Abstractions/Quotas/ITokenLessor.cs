namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>A token bucket that gateways lease from in small slices, instead of asking it for every request.</summary>
[Alias("stssim.ITokenLessor")]
public interface ITokenLessor : IGrainWithStringKey
{
    [Alias("Lease")]
    ValueTask<LeaseGrant> Lease(LeaseRequest request);
}
