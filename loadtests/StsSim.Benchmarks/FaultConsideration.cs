using BenchmarkDotNet.Attributes;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations;
using StsSim.Operations.Cluster;
using StsSim.Operations.Faults;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests;
using StsSim.Operations.Tests.Cluster;
using static System.FormattableString;

namespace StsSim.Benchmarks;

/// <summary>
/// What so many fault rules of a world cost a request that none of them strikes, because they are for another operation, other
/// federated users, others by how they begin, other principals or other programs, or by chance; and one that the last strikes.
/// Programs alone are not looked up but compared one after the other. A world may have a thousand rules, and
/// most have none.
/// </summary>
[MemoryDiagnoser]
public class FaultConsideration : IDisposable
{
    private const string Error = """ "effect": {"type": "error", "code": "InternalFailure"} """;

    private readonly StsInstruments _instruments = new();
    private readonly AwsCall _call;
    private FaultInjector? _ofOtherOperations;
    private FaultInjector? _ofOtherFederatedUsers;
    private FaultInjector? _ofOtherPrefixes;
    private FaultInjector? _ofOtherPrincipals;
    private FaultInjector? _ofOtherPrograms;
    private FaultInjector? _byChance;
    private FaultInjector? _ofTheLast;

    public FaultConsideration() => _call = new FederationCaller(_instruments).Call();

    [Params(0, 10, 1000)]
    public int Rules { get; set; }

    [Benchmark(Baseline = true)]
    public ValueTask<FiredFault?> OfAnotherOperation() => _ofOtherOperations!.ConsiderAsync(_call);

    [Benchmark]
    public ValueTask<FiredFault?> OfOtherFederatedUsers() => _ofOtherFederatedUsers!.ConsiderAsync(_call);

    [Benchmark]
    public ValueTask<FiredFault?> OfOtherPrefixes() => _ofOtherPrefixes!.ConsiderAsync(_call);

    [Benchmark]
    public ValueTask<FiredFault?> OfOtherPrincipals() => _ofOtherPrincipals!.ConsiderAsync(_call);

    [Benchmark]
    public ValueTask<FiredFault?> OfOtherPrograms() => _ofOtherPrograms!.ConsiderAsync(_call);

    [Benchmark]
    public ValueTask<FiredFault?> ByChance() => _byChance!.ConsiderAsync(_call);

    [Benchmark]
    public async ValueTask<FiredFault?> StruckByTheLast()
    {
        FiredFault? fault = await _ofTheLast!.ConsiderAsync(_call);
        fault?.End();
        return fault;
    }

    /// <summary>Only the rule that is to strike does.</summary>
    [GlobalSetup]
    public async Task CheckStrikesAsync()
    {
        _ofOtherOperations = await PutAsync(_ => $$"""{"match": {"operations": ["AssumeRole"]}, {{Error}}}""");
        _ofOtherFederatedUsers = await PutAsync(OfAnotherFederatedUser);
        _ofOtherPrefixes = await PutAsync(rule => Invariant($$"""{"match": {"federatedUsers": ["load-{{rule}}-*"]}, {{Error}}}"""));
        _ofOtherPrincipals = await PutAsync(
            rule => Invariant($$"""{"match": {"principals": ["arn:aws:iam::123456789012:user/other-{{rule}}"]}, {{Error}}}"""));
        _ofOtherPrograms = await PutAsync(rule => Invariant($$"""{"match": {"userAgents": ["other-{{rule}}/*"]}, {{Error}}}"""));
        _byChance = await PutAsync(_ => $$"""{"probability": 0, {{Error}}}""");
        _ofTheLast = await PutAsync(rule => rule == Rules - 1 ? $$"""{ {{Error}} }""" : OfAnotherFederatedUser(rule));
        if (await OfAnotherOperation() is not null
            || await OfOtherFederatedUsers() is not null
            || await OfOtherPrefixes() is not null
            || await OfOtherPrincipals() is not null
            || await OfOtherPrograms() is not null
            || await ByChance() is not null
            || (await StruckByTheLast())?.Rule.Id != (Rules == 0 ? null : Invariant($"rule-{Rules - 1}")))
        {
            throw new InvalidOperationException("A rule struck that should not have, or did not.");
        }

        static string OfAnotherFederatedUser(int rule) => Invariant($$"""{"match": {"federatedUsers": ["other-{{rule}}"]}, {{Error}}}""");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _instruments.Dispose();
        GC.SuppressFinalize(this);
    }

    // As much of a gateway as asks the rules of a world.
    private async Task<FaultInjector> PutAsync(Func<int, string> ruleOf)
    {
        FaultRuleDefinition[] faults = [.. Enumerable.Range(0, Rules).Select(rule => new FaultRuleDefinition(Invariant($"rule-{rule}"), ruleOf(rule), Generation: 1))];
        IGrainFactory grains = KnownGrains.Of((_, _) => null!); // none of these rules counts
        var rules = new FaultRules(new FaultCounters(grains, _instruments));
        ClusterLink link = new ClusterLinkBuilder(grains, _instruments) { Faults = rules }.Build();
        await link.EnvironmentChanged(new EnvironmentSnapshot
        {
            Version = 1,
            KeyRing = [new SealingKey(1, new byte[32])],
            AccessKeySerialKey = new byte[16],
            AccountIds = new HashSet<string> { "123456789012" },
            Misbehaviour = new Misbehaviour { Faults = faults },
        });
        return new FaultInjector(link, rules, TimeProvider.System);
    }
}
