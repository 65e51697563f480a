using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using StsSim.Grains;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Benchmarks;

/// <summary>
/// What asking a lessor of tokens costs, by where it is: in the same silo, in another one (over TCP), or asked by a gateway,
/// whose call comes to either of two silos and is passed on by it half of the time. One call at a time, so the time is what
/// a caller waits; both ends are in this process, and what is allocated is of both.
/// </summary>
[MemoryDiagnoser]
public class GrainCalls
{
    private static readonly LeaseRequest Nothing = new(Guid.NewGuid(), AccountVersion: 0, Used: 0, TimeSpan.Zero, Returned: 0, Wanted: 0);

    private readonly TestCluster _cluster = new TestClusterBuilder(initialSilosCount: 2)
    {
        Options = { ConnectionTransport = ConnectionTransportType.TcpSocket },
    }.AddSiloBuilderConfigurator<SiloOfBenchmark>().Build();

    private IFederatedUserGrain[] _near = [];
    private IFederatedUserGrain[] _far = [];
    private IFederatedUserGrain[] _any = [];
    private int _next;

    [GlobalSetup]
    public async Task StartAsync()
    {
        await _cluster.DeployAsync();
        IManagementGrain management = _cluster.Client.GetGrain<IManagementGrain>(0);
        List<IFederatedUserGrain> near = [], far = [];
        var here = (InProcessSiloHandle)_cluster.Primary!;
        foreach (InProcessSiloHandle caller in _cluster.Silos.Cast<InProcessSiloHandle>())
        {
            for (int user = 0; user < 32; user++)
            {
                string key = $"123456789012/user-{user}-of-{caller.SiloAddress}";
                await GrainsOf(caller).GetGrain<IFederatedUserGrain>(key).Lease(Nothing); // it begins at its first caller, or where there is more room
                IFederatedUserGrain grain = GrainsOf(here).GetGrain<IFederatedUserGrain>(key);
                bool isNear = here.SiloAddress.Equals(await management.GetActivationAddress(grain));
                (isNear ? near : far).Add(grain);
            }
        }

        (_near, _far) = ([.. near], [.. far]);
        _any = [.. near.Concat(far).Select(grain => _cluster.Client.GetGrain<IFederatedUserGrain>(grain.GetPrimaryKeyString()))];
    }

    [Benchmark(Baseline = true)]
    public ValueTask<LeaseGrant> InTheSameSilo() => _near[_next++ % _near.Length].Lease(Nothing);

    [Benchmark]
    public ValueTask<LeaseGrant> InAnotherSilo() => _far[_next++ % _far.Length].Lease(Nothing);

    [Benchmark]
    public ValueTask<LeaseGrant> FromAGateway() => _any[_next++ % _any.Length].Lease(Nothing);

    [GlobalCleanup]
    public async Task StopAsync() => await _cluster.DisposeAsync();

    private static IGrainFactory GrainsOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IGrainFactory>();

    private sealed class SiloOfBenchmark : ISiloConfigurator
    {
        public void Configure(ISiloBuilder silo)
        {
            silo.AddMemoryGrainStorage(StorageNames.Provider).UseInMemoryReminderService();
            silo.Services.AddStsSimGrains();
            silo.Services.AddKeyedSingleton(SimulatedTime.Key, TimeProvider.System);
        }
    }
}
