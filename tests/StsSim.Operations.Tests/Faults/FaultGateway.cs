using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Cluster;
using StsSim.Operations.Faults;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests.Cluster;

namespace StsSim.Operations.Tests.Faults;

/// <summary>As much of a gateway as asks the rules of a world. Gateways that are given the same counters are of one cluster.</summary>
internal sealed class FaultGateway : IDisposable
{
    private readonly StsInstruments _instruments = new();
    private readonly FaultRules _rules;
    private readonly FaultInjector _injector;
    private readonly ClusterLink _link;

    private FaultGateway(Misbehaviour misbehaviour, long seed, ConcurrentDictionary<string, MemoryFaultCounter> counters)
    {
        Counters = counters;
        EnvironmentSnapshot snapshot = ScriptedEnvironment.Snapshot(1) with { Misbehaviour = misbehaviour, Seed = seed };
        var cluster = new ScriptedEnvironment(Task.FromResult(snapshot));
        IGrainFactory grains = KnownGrains.Of((type, key) => type == typeof(IFaultCounterGrain) ? counters.GetOrAdd(key, _ => new()) : cluster);
        _rules = new FaultRules(new FaultCounters(grains, _instruments));
        _link = new ClusterLinkBuilder(grains, _instruments) { Faults = _rules }.Build();
        _injector = new FaultInjector(_link, _rules, TimeProvider.System);
    }

    public ConcurrentDictionary<string, MemoryFaultCounter> Counters { get; }

    public long GrainCalls => _instruments.GrainCallCount;

    /// <summary>What the rules of the world have counted here.</summary>
    public IReadOnlyList<FaultCount> Counts => _rules.OfWorld(_link.Environment).Counts;

    /// <param name="rules">Each put under its place in the list, <c>rule-0</c> first.</param>
    public static Misbehaviour Put(params IEnumerable<string> rules) =>
        new Misbehaviour { Faults = [.. rules.Select((rule, i) => RuleText.Define(rule) with { Id = $"rule-{i}" })] }.BegunAt(FaultCaller.Now, generation: 1);

    public static async Task<FaultGateway> JoinAsync(
        Misbehaviour misbehaviour, long seed = 0, ConcurrentDictionary<string, MemoryFaultCounter>? counters = null)
    {
        var gateway = new FaultGateway(misbehaviour, seed, counters ?? new());
        await gateway._link.JoinAsync();
        return gateway;
    }

    public static Task<FaultGateway> JoinAsync(string rule, long seed = 0) => JoinAsync(Put(rule), seed);

    public async Task<FiredFault?> ConsiderAsync(AwsCall call)
    {
        using (call)
        {
            return await _injector.ConsiderAsync(call);
        }
    }

    public async Task<bool> StrikesAsync(AwsCall call) => await ConsiderAsync(call) is not null;

    /// <summary>What the cluster tells a gateway when rules were changed.</summary>
    public Task ChangeAsync(Misbehaviour misbehaviour, long version, long seed = 0) =>
        _link.EnvironmentChanged(ScriptedEnvironment.Snapshot(version) with { Misbehaviour = misbehaviour, Seed = seed });

    public void Dispose() => _instruments.Dispose();
}
