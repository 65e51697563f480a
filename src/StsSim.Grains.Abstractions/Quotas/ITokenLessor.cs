namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>A token bucket that gateways lease from in small slices, instead of asking it for every request.</summary>
[Alias("stssim.ITokenLessor")]
public interface ITokenLessor : IGrainWithStringKey
{
    [Alias("Lease"), ResponseTimeout(RequestPatience.Text)]
    ValueTask<LeaseGrant> Lease(LeaseRequest request);

    /// <summary>The bucket as it is now, or <see langword="null"/> where the account has none of its kind.</summary>
    [Alias("Read")]
    ValueTask<BucketReading?> Read();
}
