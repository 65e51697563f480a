using Spectre.Console;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed class SimulationTableTests
{
    private static readonly FleetParameters Rushed = new()
    {
        Pods = 1_000,
        Quota = Quota.OfRate(20),
        Duration = TimeSpan.FromMinutes(20),
        Restart = new RollingRestart(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10)),
        Groups = [FleetGroup.Find("boto3-legacy")!, FleetGroup.Find("sdk-2026")!],
    };

    [Fact]
    public void The_answer_comes_first_and_the_figures_side_by_side()
    {
        string[] lines = Written(Rushed).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("With boto3-legacy all 1,000 pods have credentials ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("With sdk-2026 all 1,000 pods have credentials ", lines[1], StringComparison.Ordinal);
        Assert.Contains("; the quota of 20/s is exceeded in ", lines[0], StringComparison.Ordinal);
        Assert.Contains("restarted one after the other in 10 s from 5 min on", lines[2], StringComparison.Ordinal);
        Assert.All(FleetColumn.All, column => Assert.Contains(lines, line => line.StartsWith($"│ {column.Heading} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_quiet_fleet_is_said_to_be_quiet()
    {
        string written = Written(Rushed with { Restart = null, Quota = Quota.OfRate(600), Groups = [FleetGroup.Find("sdk-2026")!] });

        Assert.Contains(
            "With sdk-2026 all 1,000 pods have credentials at the end; none is ever without; the quota of 600/s is never exceeded.",
            written,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Pods_that_never_came_back_are_told()
    {
        string written = Written(Rushed with { Outages = [new Outage(TimeSpan.Zero, Rushed.Duration)] });

        Assert.Contains("1,000 pods are still without credentials at the end", written, StringComparison.Ordinal);
        Assert.Contains("STS out from 0 s to 20 min", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0125, "12.5 ms")]
    [InlineData(1.26, "1.3 s")]
    [InlineData(83.4, "83 s")]
    [InlineData(119.7, "2 min")]
    [InlineData(375, "6 min 15 s")]
    [InlineData(5_400, "1 h 30 min")]
    [InlineData(604_800, "168 h")]
    public void Spans_are_as_precise_as_one_wants_to_read_them(double seconds, string text) =>
        Assert.Equal(text, SimulationInWords.Span(TimeSpan.FromSeconds(seconds)));

    private static string Written(FleetParameters parameters)
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 400;
        new SimulationTable(console).Write(parameters, FleetSimulation.Run(parameters, null, TestContext.Current.CancellationToken));
        return output.ToString();
    }
}
