using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using StsSim.LoadTests.Tests.Clients.Drivers;
using StsSim.LoadTests.Tests.CommandLine;

namespace StsSim.LoadTests.Tests.Experiments;

/// <summary>The real program, real clients and a real simulator, in real time; short, and judged by counts alone.</summary>
public sealed class WholeExperimentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-experiments-").FullName;

    private string Report => Path.Combine(_folder, "report.html");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_expected_decides_the_exit_code_and_stands_in_the_report()
    {
        string experiment = Write(
            """
            {
              "name": "refusals", "seed": 5,
              "phases": [
                { "name": "good", "duration": "1s" },
                { "name": "bad", "duration": "1s", "faults": [{ "id": "f", "every": 2, "effect": { "type": "error", "code": "ServiceUnavailable" } }] },
                { "name": "good-again", "duration": "1s" }
              ],
              "expectations": ["good.serverErrors == 0", "bad.serverErrors == 0"],
              "load": { "ratePerSecond": 20, "clients": ["dotnet-no-retries"], "operation": "AssumeRole" }
            }
            """);

        ProgramRun run = await RunAsync("experiment", experiment, "--report", Report);

        Assert.Equal("", run.Error);
        Assert.Equal(3, run.ExitCode);
        string page = await File.ReadAllTextAsync(Report, Cancelled);
        Assert.Contains("1 of 2 expectations held; not bad.serverErrors == 0.", page, StringComparison.Ordinal);
        Assert.Contains("--seed 5", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)\b(src|href|action|data|poster|xlink:href)\s*=", page);
    }

    [Fact]
    public async Task What_is_expected_of_clients_on_the_command_line_counts_as_well_and_is_told_to_a_CI()
    {
        string experiment = Write(
            """
            {
              "name": "refusals", "seed": 5,
              "phases": [{ "name": "bad", "duration": "2s", "faults": [{ "id": "f", "every": 2, "effect": { "type": "error", "code": "Throttling" } }] }],
              "load": { "ratePerSecond": 20, "clients": ["dotnet-no-retries"], "operation": "AssumeRole" }
            }
            """);
        string junit = Path.Combine(_folder, "junit.xml");

        ProgramRun run = await RunAsync(
            "experiment", experiment, "--report", Report, "--junit", junit,
            "--expect", """client("dotnet-no-retries").amplification == 1""", "--expect", "bad.throttled == 0");

        Assert.Equal("", run.Error);
        Assert.Equal(3, run.ExitCode);
        XElement suite = Assert.Single(XDocument.Parse(await File.ReadAllTextAsync(junit, Cancelled)).Root!.Elements("testsuite"));
        Assert.Equal(("dotnet-no-retries", "2", "1"), ((string)suite.Attribute("name")!, (string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!));
        Assert.Equal(["bad.throttled == 0"], suite.Elements("testcase").Where(test => test.Element("failure") is not null).Select(test => (string)test.Attribute("name")!));
    }

    [Fact]
    public async Task An_experiment_is_held_to_thresholds_and_written_down_in_every_form()
    {
        string experiment = Write(
            """
            {
              "name": "every-other", "description": "Every other request is refused.",
              "phases": [{ "name": "bad", "duration": "2s", "faults": [{ "id": "f", "every": 2, "effect": { "type": "error", "code": "Throttling" } }] }],
              "expectations": ["bad.throttled == 0"],
              "load": { "ratePerSecond": 20, "clients": ["dotnet-no-retries", "naive"], "operation": "AssumeRole" }
            }
            """);
        string json = Path.Combine(_folder, "run.json");
        string csv = Path.Combine(_folder, "run.csv");
        string junit = Path.Combine(_folder, "junit.xml");

        ProgramRun run = await RunAsync(
            "experiment", experiment, "--report", Report, "--json", json, "--csv", csv, "--markdown", "-", "--junit", junit, "--judge", "naive",
            "--threshold", "throttled == 0", "--threshold", """client("dotnet-*").phase("bad").ok < 90%""");

        Assert.Equal("", run.Error);
        Assert.Equal(3, run.ExitCode);
        JsonNode report = JsonNode.Parse(await File.ReadAllTextAsync(json, Cancelled))!;
        Assert.Equal("every-other", (string)report["scenario"]!);
        Assert.False((bool)report["allHeld"]!);
        Assert.Equal(
            [("naive", false), ("dotnet-no-retries", true)],
            report["thresholds"]!.AsArray().Select(threshold => (((string)threshold!["of"]!).Split(',')[0], (bool)threshold["held"]!)));
        Assert.Equal(
            [("dotnet-no-retries", false), ("naive", true)],
            report["expectations"]!.AsArray().Select(expectation => ((string)expectation!["clients"]!, (bool)expectation["judged"]!)));
        Assert.Contains("--threshold 'throttled == 0'", (string)report["facts"]!["Command"]!, StringComparison.Ordinal);
        Assert.Contains("every-other,naive,phase,bad,", await File.ReadAllTextAsync(csv, Cancelled), StringComparison.Ordinal);
        Assert.Contains("# every-other\n\nEvery other request is refused.", run.Output, StringComparison.Ordinal);
        Assert.Contains("| dotnet-no-retries (not judged) | `bad.throttled == 0` | **broken** |", run.Output, StringComparison.Ordinal);
        Assert.Contains("What had to hold of these figures", await File.ReadAllTextAsync(Report, Cancelled), StringComparison.Ordinal);
        Assert.Equal(
            ["naive", "thresholds"],
            XDocument.Parse(await File.ReadAllTextAsync(junit, Cancelled)).Root!.Elements("testsuite").Select(suite => (string)suite.Attribute("name")!));
    }

    [Fact]
    public async Task Only_those_are_judged_that_are_to_be()
    {
        string experiment = Write(
            """
            {
              "name": "numbers", "phases": [{ "name": "all", "duration": "1s" }],
              "expectations": ["all.requests >= 30", "all.ok >= 30"],
              "load": { "ratePerSecond": 40, "clients": ["dotnet-standard", "fleet"], "operation": "AssumeRoleWithWebIdentity" }
            }
            """);

        ProgramRun run = await RunAsync("experiment", experiment, "--report", Report, "--judge", "dotnet-standard");

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("fleet (not judged)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_of_the_users_own_takes_part_and_the_report_says_what_it_is()
    {
        string experiment = Write("""{ "name": "own", "phases": [{ "name": "all", "duration": "1s" }], "load": { "ratePerSecond": 20, "clients": ["naive"] } }""");

        ProgramRun run = await RunAsync(
            "experiment", experiment, "--report", Report, "--driver", ShellDriver.Write(_folder, "mine"), "--judge", "mine");

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        string page = WebUtility.HtmlDecode(await File.ReadAllTextAsync(Report, Cancelled));
        Assert.Matches(@"naive: AWSSDK\.SecurityToken [\d.]+; mine: shell-sts 1\.2\.3<", page);
        Assert.Contains($"--clients naive,mine --seed 1 --driver 'mine=sh '\\''{_folder}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_simulator_does_not_take_is_one_sentence()
    {
        string experiment = Write("""{ "name": "typo", "phases": [{ "name": "all", "duration": "1s" }], "expectations": ["al.ok >= 30"] }""");

        ProgramRun run = await RunAsync("experiment", experiment, "--report", Report);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean all?", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Report));
    }

    [Fact]
    public async Task Interrupted_it_stops_the_experiments_and_gives_the_accounts_back()
    {
        string experiment = Write(
            """
            {
              "name": "long", "phases": [{ "name": "all", "duration": "10m" }],
              "load": { "ratePerSecond": 5, "clients": ["dotnet-standard", "naive"], "operation": "GetCallerIdentity" }
            }
            """);
        await using ITarget simulator = await EmbeddedSimulator.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = simulator.Endpoint };
        using var interrupted = new CancellationTokenSource();

        Task<ProgramRun> running = ProgramRun.WithAsync(
            ["experiment", experiment, "--report", Report, "--endpoint", simulator.Endpoint.ToString()], null, interrupted.Token);
        while ((await ListAsync(http, "experiments")).Count < 2)
        {
            Assert.False(running.IsCompleted);
            await Task.Delay(50, Cancelled);
        }

        await interrupted.CancelAsync();
        ProgramRun run = await running;

        Assert.Equal(130, run.ExitCode);
        Assert.Empty(await ListAsync(http, "leases"));
        Assert.DoesNotContain(await ListAsync(http, "experiments"), one => (string?)one!["state"] == "running");
    }

    /// <summary>
    /// A mechanism and not a matter of speed: a loop of five attempts asks for twice what the server can do, so that its
    /// queue never shrinks; a budget for retries keeps the rest of the demand below that.
    /// </summary>
    [Fact]
    public async Task A_short_loss_of_capacity_ends_for_who_has_a_budget_for_retries_and_not_for_who_has_none()
    {
        string experiment = Write(
            """
            {
              "name": "metastable", "seed": 1,
              "phases": [
                { "name": "before", "duration": "2s", "faults": [{ "id": "c", "effect": { "type": "capacity", "concurrency": 10, "serviceTime": { "kind": "fixed", "ms": 100 } } }] },
                { "name": "trigger", "duration": "4s", "faults": [{ "id": "c", "effect": { "type": "capacity", "concurrency": 1, "serviceTime": { "kind": "fixed", "ms": 100 } } }] },
                { "name": "recovery", "duration": "8s", "faults": [{ "id": "c", "effect": { "type": "capacity", "concurrency": 10, "serviceTime": { "kind": "fixed", "ms": 100 } } }] },
                { "name": "long-after", "duration": "4s", "faults": [{ "id": "c", "effect": { "type": "capacity", "concurrency": 10, "serviceTime": { "kind": "fixed", "ms": 100 } } }] }
              ],
              "expectations": ["long-after.goodputPerSecond >= 20"],
              "load": { "ratePerSecond": 40, "clients": ["dotnet-standard", "naive"], "timeoutMs": 600 }
            }
            """);

        ProgramRun budgeted = await RunAsync("experiment", experiment, "--report", Report, "--judge", "dotnet-standard");

        Assert.Equal("", budgeted.Error);
        Assert.SkipWhen(
            budgeted.ExitCode != 0 && budgeted.Output.Contains("The generator was the limit", StringComparison.Ordinal),
            "The machine was too busy to offer the load.");
        Assert.Equal(0, budgeted.ExitCode);
        Assert.Matches(@"naive \(not judged\)[^\n]*long-after\.goodputPerSecond >= 20[^\n]*broken", budgeted.Output);
    }

    private static async Task<ProgramRun> RunAsync(params string[] arguments) =>
        await ProgramRun.WithAsync(arguments, await EmbeddedSimulator.StartAsync(Cancelled), Cancelled);

    private static async Task<JsonArray> ListAsync(HttpClient http, string what) =>
        (await http.GetFromJsonAsync<JsonArray>($"_stssim/{what}", Cancelled))!;

    private string Write(string experiment)
    {
        string file = Path.Combine(_folder, "experiment.json");
        File.WriteAllText(file, experiment);
        return file;
    }
}
