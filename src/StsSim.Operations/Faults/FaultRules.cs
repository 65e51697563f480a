using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Cluster;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>The rules in force, compiled when a request first meets them and kept until they are others.</summary>
public sealed partial class FaultRules(FaultCounters counters, ILogger<FaultRules>? logger = null)
{
    private readonly ConcurrentDictionary<AccountId, FaultRuleSet> _accounts = new();
    private readonly Lock _lock = new();
    private volatile FaultRuleSet _world = FaultRuleSet.Empty;

    public FaultRuleSet OfWorld(ClusterEnvironment environment)
    {
        FaultRuleSet held = _world;
        if (held.IsOf(environment.Misbehaviour, environment.Seed))
        {
            return held;
        }

        lock (_lock)
        {
            return _world.IsOf(environment.Misbehaviour, environment.Seed)
                ? _world
                : _world = FaultRuleSet.Compile(environment.Misbehaviour, environment.Seed, _world, counters, FaultCounters.World, NotUnderstood);
        }
    }

    /// <param name="seed">What the account's rules draw from, unless they have seeds of their own.</param>
    public FaultRuleSet OfAccount(Account account, long seed)
    {
        Misbehaviour misbehaviour = account.Misbehaviour;
        if (misbehaviour.Faults.Count == 0 && misbehaviour.Phase is not { Faults.Count: > 0 })
        {
            return FaultRuleSet.Empty;
        }

        if (_accounts.TryGetValue(account.Id, out FaultRuleSet? held) && held.IsOf(misbehaviour, seed))
        {
            return held;
        }

        lock (_lock)
        {
            held = _accounts.GetValueOrDefault(account.Id, FaultRuleSet.Empty);
            return held.IsOf(misbehaviour, seed)
                ? held
                : _accounts[account.Id] = FaultRuleSet.Compile(misbehaviour, seed, held, counters, account.IdText, NotUnderstood);
        }
    }

    /// <summary>Lets go of the rules of an account that is no more.</summary>
    public void Forget(AccountId account) => _accounts.TryRemove(account, out _);

    private void NotUnderstood(FaultRuleDefinition rule, IReadOnlyList<WorldFileError> errors)
    {
        if (logger is not null)
        {
            RuleNotUnderstood(logger, rule.Id, string.Join("; ", errors));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fault rule {Rule} is of another version and is not in force here: {Errors}")]
    private static partial void RuleNotUnderstood(ILogger logger, string rule, string errors);
}
