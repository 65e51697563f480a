using System.CommandLine;
using StsSim.Comparisons.CommandLine;
using StsSim.LoadTests;

namespace StsSim.Comparisons.Soak;

internal static class SoakCommand
{
    private const int HourAtTwoThousandASecond = 7_200_000;

    public static Command Create()
    {
        var simulator = new SimulatorOption();
        var requests = new Option<int>("--requests") { Description = "How many to send; an hour at 2,000 a second by default.", DefaultValueFactory = _ => HourAtTwoThousandASecond }.AtLeast(1000);
        var minutes = new Option<double>("--minutes") { Description = "How long to send instead, whatever number of requests that makes." }.AtLeast(0.1);
        var samples = new Option<int>("--samples") { Description = "How often to look at memory, handles and threads.", DefaultValueFactory = _ => 24 }.AtLeast(6);
        var connections = new Option<int>("--connections") { Description = "How many send at a time.", DefaultValueFactory = _ => 32 }.AtLeast(1);
        var lifetime = new Option<int>("--lifetime") { Description = "Whole seconds that each session lives.", DefaultValueFactory = _ => 5 }.AtLeast(2);
        var command = new Command("soak", "Sends as many mixed requests as an hour brings while sessions live seconds and users are ever others, and watches what the simulator holds. Exits with 3 where it grows.")
        {
            simulator, requests, minutes, samples, connections, lifetime,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(requests) is { Implicit: false } && parsed.GetResult(minutes) is not null)
            {
                parsed.AddError("--requests and --minutes exclude each other: a soak ends by one of them.");
            }
        });
        command.SetAction(async parsed =>
        {
            var plan = new SoakPlan(
                parsed.GetValue(requests),
                parsed.GetResult(minutes) is null ? null : TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                parsed.GetValue(samples),
                parsed.GetValue(connections),
                TimeSpan.FromSeconds(parsed.GetValue(lifetime)));
            var measurement = new SoakMeasurement(parsed.GetRequiredValue(simulator).FullName, plan, Console.Out, Console.Error);
            return await measurement.RunAsync() ? ExitCode.Completed : ExitCode.ExpectationsBroken;
        });
        return command;
    }
}
