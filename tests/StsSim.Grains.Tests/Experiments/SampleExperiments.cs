using System.Security.Cryptography;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Experiments;

internal static class SampleExperiments
{
    public static readonly FaultRuleDefinition Rule = new("down", """{"effect":{"type":"error","code":"ServiceUnavailable"}}""", Generation: 0);

    public static readonly AccountQuotas Few = new(new QuotaLimits(1, 1), PerFederatedUser: null);

    public static string NewId() => "experiment-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>Ten seconds as ever, ten with a fault, another clock and other quotas, ten as ever.</summary>
    public static ExperimentDefinition Outage(string? accountId = null, params Expectation[] expectations) => new()
    {
        Name = "outage",
        Seed = 42,
        AccountId = accountId,
        Phases =
        [
            new PhaseDefinition { Name = "before", Duration = TimeSpan.FromSeconds(10) },
            new PhaseDefinition { Name = "outage", Duration = TimeSpan.FromSeconds(10), Faults = [Rule], Clock = new ClockSettings(60, 0), Quotas = Few },
            new PhaseDefinition { Name = "after", Duration = TimeSpan.FromSeconds(10) },
        ],
        Expectations = expectations,
    };

    /// <summary>Waits until something is so: a grain's timers keep to the real clock.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> look, Predicate<T> isSo)
    {
        while (true)
        {
            T seen = await look();
            if (isSo(seen))
            {
                return seen;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }
}
