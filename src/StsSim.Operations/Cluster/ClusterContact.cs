namespace StsSim.Operations.Cluster;

/// <summary>
/// Whether this gateway may go by what it holds. What the cluster pushes reaches only those it can reach; one that has not
/// heard of the cluster for <see cref="Longest"/> may have missed something, and answers nothing until it has caught up.
/// </summary>
/// <remarks>By the machine's clock: that of the simulated world may leap.</remarks>
public sealed class ClusterContact
{
    /// <summary>For how long at most a gateway that is cut off goes on with what it holds.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly long _longest;
    private long _until;

    public ClusterContact()
        : this(TimeProvider.System)
    {
    }

    public ClusterContact(TimeProvider time)
    {
        _time = time;
        _longest = (long)(Longest.TotalSeconds * time.TimestampFrequency);
        _until = long.MinValue;
    }

    public bool IsCurrent => _time.GetTimestamp() < Volatile.Read(ref _until);

    /// <summary>A moment to give to <see cref="Renew"/>, taken before the cluster is asked.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>The cluster has confirmed that it tells this gateway everything, and was asked at that moment.</summary>
    public void Renew(long askedAt) => Volatile.Write(ref _until, askedAt + _longest);

    /// <summary>The gateway leaves: from now on nobody tells it anything.</summary>
    public void End() => Volatile.Write(ref _until, long.MinValue);
}
