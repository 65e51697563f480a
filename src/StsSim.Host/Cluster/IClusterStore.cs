namespace StsSim.Host.Cluster;

/// <summary>Where grains keep their state and reminders, and where the processes of a cluster find each other.</summary>
internal interface IClusterStore
{
    /// <summary>Whether it outlives a process, and others may share it.</summary>
    bool IsShared { get; }

    /// <summary>Whether it can be reached from this machine alone, and so can all who share it.</summary>
    bool IsOnThisMachine { get; }

    /// <summary>What tells it from other stores of this machine, however a process spells it; <see langword="null"/> for one that is elsewhere.</summary>
    string? NameOnThisMachine { get; }

    /// <summary>Sees that it is there before anything starts.</summary>
    /// <exception cref="StartupException">It is not.</exception>
    Task CheckAsync();

    /// <summary>For a silo: membership, grain storage and reminders.</summary>
    void AddTo(ISiloBuilder silo);

    /// <summary>For a gateway: membership alone.</summary>
    void AddTo(IClientBuilder client);
}
