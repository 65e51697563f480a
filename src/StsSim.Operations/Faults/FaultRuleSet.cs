using System.IO.Hashing;
using System.Runtime.InteropServices;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>The rules of a world or an account in the order they are considered, ready for requests.</summary>
public sealed class FaultRuleSet
{
    private readonly Misbehaviour _source;
    private readonly long _seed;
    private readonly FaultRuleIndex _index;

    private FaultRuleSet(Misbehaviour source, long seed, FaultRule[] rules)
    {
        _source = source;
        _seed = seed;
        _index = new FaultRuleIndex(rules);
        Rules = rules;
    }

    public static FaultRuleSet Empty { get; } = new(Misbehaviour.None, seed: 0, []);

    /// <summary>An experiment's first.</summary>
    public IReadOnlyList<FaultRule> Rules { get; }

    /// <summary>What its rules have counted on this gateway.</summary>
    public IReadOnlyList<FaultCount> Counts =>
        [.. Rules.Select(rule => new FaultCount(rule.Id, rule.Definition.Generation, rule.Considered, rule.Fired))];

    /// <summary>
    /// Those of <see cref="Rules"/> that may be for a request, in the same order; all others are not for it. What they cost
    /// grows with those that are found, and hardly with those that are not.
    /// </summary>
    public FaultCandidates RulesFor(FaultSubject subject) => _index.Find(subject);

    public bool IsOf(Misbehaviour source, long seed) => ReferenceEquals(_source, source) && _seed == seed;

    /// <summary>Compiles rules, and keeps those of <paramref name="before"/> that were not put again, with all they have counted.</summary>
    /// <param name="notUnderstood">Told of each rule that another version accepted and this one does not understand.</param>
    public static FaultRuleSet Compile(Misbehaviour source, long seed, FaultRuleSet before, FaultCounters counters, string scope, Action<FaultRuleDefinition, IReadOnlyList<WorldFileError>> notUnderstood)
    {
        var kept = new Dictionary<(string, long), FaultRule>();
        foreach (FaultRule rule in before.Rules)
        {
            kept[(rule.Id, rule.Definition.Generation)] = rule;
        }

        var rules = new List<FaultRule>();
        foreach (FaultRuleDefinition definition in source.Phase?.Faults ?? [])
        {
            rules.Add(Compile(definition, source.Phase!.Seed, before, kept, counters, scope, notUnderstood));
        }

        foreach (FaultRuleDefinition definition in source.Faults)
        {
            rules.Add(Compile(definition, seed, before, kept, counters, scope, notUnderstood));
        }

        return new FaultRuleSet(source, seed, [.. rules]);
    }

    private static FaultRule Compile(
        FaultRuleDefinition definition, long seed, FaultRuleSet before, Dictionary<(string, long), FaultRule> kept, FaultCounters counters, string scope, Action<FaultRuleDefinition, IReadOnlyList<WorldFileError>> notUnderstood)
    {
        if (!kept.TryGetValue((definition.Id, definition.Generation), out FaultRule? rule))
        {
            rule = FaultRulesReader.Compile(definition, out IReadOnlyList<WorldFileError> errors);
            if (errors.Count > 0)
            {
                notUnderstood(definition, errors);
            }

            rule.Trigger.Begin(counters.Of(scope, definition));
            if (before.Rules.FirstOrDefault(other => other.Id == definition.Id) is { } replaced)
            {
                rule.Effect.TakeOver(replaced.Effect);
            }
        }

        rule.Key = FaultDraw.Combine((ulong)(rule.Seed ?? seed), XxHash3.HashToUInt64(MemoryMarshal.AsBytes(definition.Id.AsSpan())));
        return rule;
    }
}
