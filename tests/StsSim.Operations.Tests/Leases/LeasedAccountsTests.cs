using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Cluster;
using StsSim.Operations.Leases;
using StsSim.Operations.Observation;
using StsSim.Operations.Sessions;
using StsSim.Operations.Tests.Cluster;

namespace StsSim.Operations.Tests.Leases;

public sealed class LeasedAccountsTests : IDisposable
{
    private readonly StsInstruments _instruments = new();

    // A reset of the world ends what is registered, begun or not. What begins after that must not live for ever.
    [Fact]
    public async Task A_lease_is_registered_before_it_begins_and_once_it_has_begun()
    {
        var cluster = new ScriptedEnvironment(Task.FromResult(ScriptedEnvironment.Snapshot(1)));
        IGrainFactory grains = KnownGrains.Of(cluster);
        ClusterLink link = new ClusterLinkBuilder(grains, _instruments).Build();
        await link.JoinAsync();
        var leases = new LeasedAccounts(grains, link, new AccessKeyNumbers(grains, _instruments), TimeProvider.System);

        Assert.NotNull(await leases.TakeAsync(TimeSpan.FromMinutes(1), AccountQuotas.Aws, Misbehaviour.None));

        Assert.Equal(["Register", "Take", "Register"], cluster.Calls.Skip(2));
    }

    public void Dispose() => _instruments.Dispose();
}
