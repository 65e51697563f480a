using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Operations.Cluster;

namespace StsSim.Operations.Faults;

/// <summary>
/// Asks the fault rules about a request: those of its account, then those of the world, an experiment's before the ones
/// that are set. The first that is for the request and strikes it has it; without rules this costs a look.
/// </summary>
public sealed class FaultInjector(ClusterLink cluster, FaultRules rules, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    /// <summary>The rule that strikes the call, or <see langword="null"/>. The call's operation and claim must be known.</summary>
    public ValueTask<FiredFault?> ConsiderAsync(AwsCall call)
    {
        ClusterEnvironment environment = cluster.Environment;
        FaultRuleSet world = rules.OfWorld(environment);
        FaultRuleSet account = call.PayingAccount is { } payer ? rules.OfAccount(payer, environment.Seed) : FaultRuleSet.Empty;
        return account.Rules.Count + world.Rules.Count == 0 ? default : ConsiderAsync(new FaultSubject(call), account, world);
    }

    private async ValueTask<FiredFault?> ConsiderAsync(FaultSubject subject, FaultRuleSet account, FaultRuleSet world) =>
        await FirstAsync(subject, account) ?? await FirstAsync(subject, world);

    private async ValueTask<FiredFault?> FirstAsync(FaultSubject subject, FaultRuleSet set)
    {
        foreach (FaultRule rule in set.RulesFor(subject))
        {
            if (!rule.IsInForceAt(subject.Call.ReceivedAt) || !rule.Match.Matches(subject) || !rule.Effect.AppliesTo(subject))
            {
                continue;
            }

            rule.CountConsidered();
            ulong request = rule.DrawsByRequest ? rule.Occurrences.KeyOf(subject.Fingerprint) : 0;
            if (IsWithinRamp(rule, subject, request) && await rule.Trigger.StrikesAsync(subject, rule.Key, request) && rule.TryBegin())
            {
                rule.CountFired();
                return new FiredFault(rule, new FaultDraw(FaultDraw.Combine(rule.Key, request), request), time);
            }
        }

        return null;
    }

    // Of its own draw, so that what is struck early in a ramp is struck later, too.
    private static bool IsWithinRamp(FaultRule rule, FaultSubject subject, ulong request)
    {
        double share = rule.ShareAt(subject.Call.ReceivedAt);
        return share >= 1 || new FaultDraw(~rule.Key, request).Next() < share;
    }
}
