namespace StsSim.Grains.Abstractions.Cluster;

/// <summary>Who is part of the cluster, and which versions of what each gateway holds. Key: <see cref="Key"/>.</summary>
[Alias("stssim.IClusterStatusGrain")]
public interface IClusterStatusGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    /// <param name="accountId">The account whose versions are wanted, too; or <see langword="null"/>.</param>
    [Alias("Read")]
    Task<ClusterStatus> Read(string? accountId);
}
