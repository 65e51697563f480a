using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Simulation;
using StsSim.LoadTests.Tests.CommandLine;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed partial class WholeSimulationTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("stssim-simulate-");

    private string Report => Path.Combine(_directory.FullName, "report.html");

    private string Json => Path.Combine(_directory.FullName, "figures.json");

    [Fact]
    public async Task One_command_answers_on_the_console_in_a_page_and_in_json()
    {
        ProgramRun run = await ProgramRun.OfAsync(
            "simulate", "--pods", "2000", "--quota", "20", "--restart-in", "1m", "--outage", "40m-43m", "--rules", "boto3-legacy,sdk-2026,no-retries",
            "--report", Report, "--json", Json);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("With boto3-legacy all 2,000 pods have credentials", run.Output, StringComparison.Ordinal);
        Assert.Contains(Report, run.Output.ReplaceLineEndings(""), StringComparison.Ordinal);
        JsonNode figures = JsonNode.Parse(await File.ReadAllTextAsync(Json, TestContext.Current.CancellationToken))!;
        Assert.Equal(["boto3-legacy", "sdk-2026", "no-retries"], figures["groups"]!.AsArray().Select(group => (string)group!["name"]!));

        string page = await File.ReadAllTextAsync(Report, TestContext.Current.CancellationToken);
        XElement[] charts = [.. Svg().Matches(page).Select(match => XElement.Parse(match.Value))];
        Assert.All(charts, chart => Assert.DoesNotContain("NaN", chart.ToString(), StringComparison.Ordinal));

        // Pods without, a timeline a fleet, p99, a distribution a phase, attempts; the rest are keys of legends.
        Assert.Equal(1 + 3 + 1 + 5 + 1, charts.Count(chart => chart.Elements("text").Any()));
        Assert.Contains(">outage</text>", page, StringComparison.Ordinal);
        Assert.Contains(">time since start (min)</text>", page, StringComparison.Ordinal);
        long most = (long)figures["groups"]![2]!["mostPodsWithout"]!;
        Assert.Matches($@"<tr class=""""><th>most without</th>(<td class=""number"">[\d,]+</td>){{2}}<td class=""number"">{most:N0}</td>", page);
    }

    [Fact]
    public async Task The_page_names_a_command_that_reckons_the_same()
    {
        FleetParameters fleet = await ParseAsync(
            "--pods 300 --token-lifetime 15m --restart-in 0 --restart-at 2m --duration 1h --quota 12.5 --burst 80 --rules boto3-legacy,standard-2.1+botocore "
            + "--use-every 1s --outage 10m-20m --latency 20ms --start together --seed 7");
        IReadOnlyList<FleetResult> results = FleetSimulation.Run(fleet, null, TestContext.Current.CancellationToken);
        string page = WebUtility.HtmlDecode(SimulationPage.Of(fleet, results, DateTimeOffset.UnixEpoch));

        string command = Command().Match(page).Groups[1].Value;
        FleetParameters again = await ParseAsync(command);
        Assert.Equal(
            SimulationJson.Of(fleet, results),
            SimulationJson.Of(again, FleetSimulation.Run(again, null, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Progress_comes_to_its_end()
    {
        var parameters = new FleetParameters { Pods = 5_000 };
        var seen = new System.Collections.Concurrent.ConcurrentQueue<(string Group, double Share)>();

        FleetSimulation.Run(parameters, (group, share) => seen.Enqueue((group.Name, share)), TestContext.Current.CancellationToken);

        foreach (FleetGroup group in parameters.Groups)
        {
            double[] shares = [.. seen.Where(entry => entry.Group == group.Name).Select(entry => entry.Share)];
            Assert.True(shares.Length > 1);
            Assert.Equal(shares.Order(), shares);
            Assert.Equal(1, shares[^1]);
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static async Task<FleetParameters> ParseAsync(string arguments)
    {
        FleetParameters? seen = null;
        var command = new SimulateCommand((options, _) =>
        {
            seen = options.Fleet;
            return Task.FromResult(0);
        });
        await command.Command.Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
        return seen!;
    }

    [GeneratedRegex("<svg viewBox=\"0 0 [^2].*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    [GeneratedRegex("StsSim.LoadTests -- simulate (.*?)</dd>")]
    private static partial Regex Command();
}
