using Microsoft.Extensions.Time.Testing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.Clients;

namespace StsSim.LoadTests.Tests.Measurement;

/// <summary>What several processes measured adds up to what one would have.</summary>
public sealed class GroupStateTests
{
    private static readonly ScenarioPlan Plan = new QuotaStepDown().Plan(ScenarioSettings.Of(TimeSpan.FromSeconds(3), 100));

    [Fact]
    public void The_parts_add_up_to_the_whole()
    {
        GroupResult whole = Measure(_ => true).Result(TestClients.Groups[0]);
        var merged = new GroupMeasurements(Plan, new RunClock(new FakeTimeProvider()));
        merged.Add(Measure(number => number % 2 == 0).State());
        merged.Add(Measure(number => number % 2 == 1).State());
        GroupResult together = merged.Result(TestClients.Groups[0]);

        Assert.Equal(whole.Total.Offered, together.Total.Offered);
        Assert.Equal(whole.Total.Latency, together.Total.Latency);
        Assert.Equal(whole.Total.ServiceTime.P999, together.Total.ServiceTime.P999);
        Assert.Equal(whole.Total.Failures, together.Total.Failures);
        Assert.Equal(whole.Total.AttemptsPerInvocation, together.Total.AttemptsPerInvocation);
        Assert.Equal(whole.Phases.Select(phase => (phase.Ok, phase.Failed, phase.Attempts, phase.Calls)), together.Phases.Select(phase => (phase.Ok, phase.Failed, phase.Attempts, phase.Calls)));
        Assert.Equal(whole.Timeline, together.Timeline);
        Assert.Equal(["a", "b"], together.Steps.Select(step => step.Step));
        Assert.Equal(whole.Steps.Select(step => step.Figures.Ok), together.Steps.Select(step => step.Figures.Ok));
        Assert.Equal(whole.Lag, together.Lag);
    }

    private static GroupMeasurements Measure(Func<int, bool> isOurs)
    {
        var time = new FakeTimeProvider();
        var measurements = new GroupMeasurements(Plan, new RunClock(time));
        for (int number = 0; number < 300; number++)
        {
            var start = TimeSpan.FromMilliseconds(number * 10);
            time.Advance(TimeSpan.FromMilliseconds(3));
            if (isOurs(number))
            {
                var invocation = new Invocation(number, start, start + TimeSpan.FromMilliseconds(number % 3));
                var outcome = number % 7 == 0
                    ? new InvocationOutcome(InvocationEnd.Failed, 3, 3, 0, ErrorCode: number % 2 == 0 ? "Even" : "Odd")
                    : new InvocationOutcome(InvocationEnd.Ok, 1, 1, 0, "ASIA");
                measurements.Started(invocation);
                measurements.RequestSent();
                measurements.StepEnded("a", start, outcome);
                measurements.StepEnded("b", start, outcome);
                measurements.Ended(invocation, outcome);
            }

            time.Advance(TimeSpan.FromMilliseconds(7));
        }

        return measurements;
    }
}
