using Orleans.Configuration;

namespace StsSim.Host.Cluster;

/// <summary>By what processes know that they are of one cluster.</summary>
internal static class ClusterName
{
    /// <summary>
    /// State is kept under the id of the settings. On one machine the name of the cluster follows from its store as well: a
    /// silo that starts over another store may listen where one that was killed did, and must not be taken for it. A pod has
    /// the id alone, which its labels say too.
    /// </summary>
    public static void Set(this ClusterOptions cluster, ClusterSettings settings, IClusterStore store)
    {
        cluster.ServiceId = settings.Id;
        cluster.ClusterId = !settings.IsPod && store.NameOnThisMachine is { } name ? $"{settings.Id}@{name}" : settings.Id;
    }
}
