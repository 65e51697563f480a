using StsSim.Grains;

namespace StsSim.Host.Cluster;

/// <summary>The memory of this process: a cluster of one, gone when it ends.</summary>
internal sealed class ProcessStore : IClusterStore
{
    public bool IsShared => false;

    public bool IsOnThisMachine => true;

    public string? NameOnThisMachine => null;

    public Task CheckAsync() => Task.CompletedTask;

    public void AddTo(ISiloBuilder silo)
    {
        // No Orleans gateway: the only client lives in the process. A free silo port lets many simulators share a machine.
        ClaimedPort port = ClaimedPort.Any();
        silo.UseLocalhostClustering(siloPort: port.Port, gatewayPort: 0);
        silo.ReleaseOnceListening(port);
        silo.AddMemoryGrainStorage(StorageNames.Provider);
        silo.UseInMemoryReminderService();
    }

    public void AddTo(IClientBuilder client) => throw new NotSupportedException("A gateway cannot share the memory of another process.");
}
