using Microsoft.Extensions.Time.Testing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.Clients;

namespace StsSim.LoadTests.Tests.Reports;

/// <summary>A run whose every figure is known: ten invocations a second, of which the second phase refuses half.</summary>
internal static class SampleRun
{
    public const int PerSecond = 10;
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    public static RunResult Create(Scenario? scenario = null, string errorCode = "Throttling", bool interrupted = false, Uri? endpoint = null)
    {
        scenario ??= new QuotaStepDown();
        ScenarioPlan plan = scenario.Plan(ScenarioSettings.Of(Duration, PerSecond));
        var options = new RunOptions(scenario, endpoint, Duration, PerSecond, 1, null, ClientCredentials.Example);
        GroupResult[] groups = [.. TestClients.Groups.Select(group => Measure(group, plan, errorCode))];
        return new RunResult
        {
            Options = options,
            Plan = plan,
            Groups = groups,
            IssuedKeys = new IssuedKeysFigures(300, 300, 300),
            QuotaChanges = [.. plan.Phases.Skip(1).Where(phase => phase.Quota is not null).Select(phase => new QuotaChange(phase, phase.Start + TimeSpan.FromMilliseconds(3)))],
            Generator = GeneratorHealth.Of(groups, 0.25),
            Facts = new RunFacts(
                endpoint ?? new Uri("http://127.0.0.1:7870"), endpoint is null, "123456789012",
                new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero), RunCommandLine.Of(options), "one client object a group",
                [.. groups.Select(group => new GroupSdk(group.Group.Name, "AWSSDK.SecurityToken 4.0.101.10"))],
                false, "Linux", ".NET 10", "X64", 2),
            Interrupted = interrupted,
            Elapsed = Duration,
        };
    }

    private static GroupResult Measure(ClientGroup group, ScenarioPlan plan, string errorCode)
    {
        var time = new FakeTimeProvider();
        var measurements = new GroupMeasurements(plan, new RunClock(time));
        for (int number = 0; number < (int)Duration.TotalSeconds * PerSecond; number++)
        {
            TimeSpan now = TimeSpan.FromSeconds(number / (double)PerSecond);
            var invocation = new Invocation(number, now, now);
            measurements.Started(invocation);
            measurements.RequestSent();
            bool refused = plan.PhaseAt(now) == 1 && number % 2 == 0;
            time.Advance(TimeSpan.FromMilliseconds(5));
            measurements.Ended(invocation, Outcome(group, refused, errorCode));
            time.Advance(TimeSpan.FromMilliseconds(95));
        }

        return measurements.Result(group);
    }

    private static InvocationOutcome Outcome(ClientGroup group, bool refused, string errorCode)
    {
        if (!refused)
        {
            return new InvocationOutcome(InvocationEnd.Ok, 1, 1, 0, "ASIA");
        }

        int attempts = group.Retries ? 3 : 1;
        return errorCode == "Throttling"
            ? new InvocationOutcome(InvocationEnd.GivenUp, attempts, attempts, attempts, ErrorCode: errorCode)
            : new InvocationOutcome(InvocationEnd.Failed, 1, 1, 0, ErrorCode: errorCode);
    }
}
