using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Accounts;
using StsSim.Operations.Cluster;

namespace StsSim.Operations.Clocks;

/// <summary>
/// What time it is, to whom. Sessions age by the simulated clock itself; skew is what a client sees of it: in
/// <c>Date</c>, in signatures, in <c>Expiration</c>, and in tokens of identity providers.
/// </summary>
public sealed class WorldClock(ClusterLink cluster, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    /// <summary>The clock that sessions, leases and experiments go by, without any skew.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <param name="account">Whose clock, or <see langword="null"/> for the world's.</param>
    public ClockSettings Of(Account? account) =>
        account?.Misbehaviour.EffectiveClock ?? cluster.Environment.Misbehaviour.EffectiveClock ?? ClockSettings.Real;
}
