using System.CommandLine;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed class SimulateCommandTests
{
    [Fact]
    public async Task Everything_can_be_said()
    {
        SimulateOptions options = await ParseAsync(
            "--pods 1,000 --token-lifetime 15m --restart-in 30s --restart-at 2m --duration 1h --quota 50 --burst 80 --rules boto3-legacy,standard-2.1+botocore "
            + "--use-every 1s --outage 10m-20m --outage 30m-31m30s --latency 20ms --start together --seed 7 --report a.html --json a.json");

        FleetParameters fleet = options.Fleet;
        Assert.Equal((1_000, 7, FleetStart.Together), (fleet.Pods, fleet.Seed, fleet.Start));
        Assert.Equal(
            (TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(20)),
            (fleet.TokenLifetime, fleet.Duration, fleet.UseEvery, fleet.ServiceLatency));
        Assert.Equal(new RollingRestart(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30)), fleet.Restart);
        Assert.Equal(new Quota(50, 80), fleet.Quota);
        Assert.Equal(
            [new Outage(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20)), new Outage(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1890))],
            fleet.Outages);
        Assert.Equal(
            [("boto3-legacy", "boto3-legacy", "botocore"), ("standard-2.1+botocore", "standard-2.1", "botocore")],
            fleet.Groups.Select(group => (group.Name, group.Retries.Name, group.Refresh.Name)));
        Assert.Equal(("a.html", new DataFile("--json", "a.json")), (options.ReportFile, Assert.Single(options.DataFiles)));
    }

    [Fact]
    public async Task Nothing_needs_to_be_said()
    {
        SimulateOptions options = await ParseAsync("");
        var usual = new FleetParameters();

        Assert.Equal(usual with { Groups = options.Fleet.Groups, Outages = options.Fleet.Outages }, options.Fleet);
        Assert.Equal(usual.Groups, options.Fleet.Groups);
        Assert.Empty(options.Fleet.Outages);
    }

    [Fact]
    public async Task The_burst_is_a_seconds_worth_unless_said() =>
        Assert.Equal(new Quota(50, 50), (await ParseAsync("--quota 50")).Fleet.Quota);

    [Fact]
    public async Task A_fleet_can_be_left_as_it_is() =>
        Assert.Null((await ParseAsync("--no-restart")).Fleet.Restart);

    [Theory]
    [InlineData("--pods 0", "--pods must be a whole number from 1 to 1000000, not '0'.")]
    [InlineData("--quota nothing", "--quota must be a number from 1 to 1000000, not 'nothing'.")]
    [InlineData("--burst 0", "--burst must be a number from 1 to 1000000, not '0'.")]
    [InlineData("--token-lifetime 1s", "--token-lifetime must be a time from 1m to 36h, such as 30s or 2m, not '1s'.")]
    [InlineData("--outage 20m", "--outage must be two times, the earlier first, such as 20m-35m, not '20m'.")]
    [InlineData("--outage 20m-10m", "--outage must be two times, the earlier first, such as 20m-35m, not '20m-10m'.")]
    [InlineData("--rules perl", "There are no rules 'perl'; see --help for those there are.")]
    [InlineData("--start late", "--start must be spread or together, not 'late'.")]
    public void What_makes_no_sense_is_refused_in_a_sentence(string arguments, string sentence)
    {
        ParseResult parsed = new SimulateCommand((_, _) => Task.FromResult(0)).Command.Parse(arguments);

        Assert.Equal(sentence, parsed.Errors[0].Message);
    }

    [Theory]
    [InlineData("--restart-at 90m")]
    [InlineData("--no-restart --restart-in 5m")]
    public async Task What_contradicts_itself_is_refused(string arguments) =>
        await Assert.ThrowsAsync<CannotRunException>(() => ParseAsync(arguments));

    private static async Task<SimulateOptions> ParseAsync(string arguments)
    {
        SimulateOptions? seen = null;
        var command = new SimulateCommand((options, _) =>
        {
            seen = options;
            return Task.FromResult(0);
        });
        ParseResult parsed = command.Command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        return seen!;
    }
}
