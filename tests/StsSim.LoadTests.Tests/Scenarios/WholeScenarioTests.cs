using System.Text.Json.Nodes;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.CommandLine;

namespace StsSim.LoadTests.Tests.Scenarios;

/// <summary>Every scenario once, short, against a real simulator; only counts are judged, never how fast anything was.</summary>
public sealed class WholeScenarioTests : IDisposable
{
    private static readonly string[] Ends = ["ok", "givenUp", "heldBack", "failed", "unfinished", "dropped"];

    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-scenarios-").FullName;

    public static TheoryData<string> Names =>
        [.. ScenarioCatalog.All.Select(scenario => scenario.Name).Except(["quota-step-down"])];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task One_command_runs_it(string name)
    {
        JsonNode report = await RunAsync("--scenario", name, "--duration", "3s", "--rate", "20");

        Assert.Equal(name, (string)report["scenario"]!);
        Assert.All(report["groups"]!.AsArray(), group =>
        {
            JsonNode total = group!["total"]!;
            Assert.True((int)total["ok"]! > 0, total.ToJsonString());
            int ended = Ends.Sum(part => (int)total[part]!);
            Assert.Equal((int)total["offered"]!, ended);
        });
    }

    [Fact]
    public async Task A_chain_is_measured_link_by_link()
    {
        JsonNode report = await RunAsync(
            "--scenario", "assume-role-chain", "--set", "depth=2", "--clients", "dotnet-no-retries", "--duration", "3s", "--rate", "10");

        JsonNode group = report["groups"]![0]!;
        int invocations = (int)group["total"]!["ok"]!;
        Assert.Equal(["AssumeRole 1", "AssumeRole 2"], group["steps"]!.AsArray().Select(step => (string)step!["name"]!));
        Assert.All(group["steps"]!.AsArray(), step => Assert.Equal(invocations, (int)step!["figures"]!["ok"]!));
        Assert.Equal(2 * invocations, (int)group["total"]!["attempts"]!);
        Assert.Equal(1, (double)group["total"]!["amplification"]!);
    }

    [Fact]
    public async Task Pods_that_began_together_ask_for_credentials_once_and_again_when_they_restart()
    {
        JsonNode report = await RunAsync(
            "--scenario", "rolling-restart", "--clients", "dotnet-standard", "--duration", "6s", "--rate", "20",
            "--set", "pods=10", "--set", "quota=1000", "--set", "timeScale=1");

        JsonNode group = report["groups"]![0]!;
        Assert.Equal(
            [("before", 10), ("restart", 10), ("after", 0)],
            group["phases"]!.AsArray().Select(phase => ((string)phase!["name"]!, (int)phase["figures"]!["attempts"]!)));
    }

    [Fact]
    public async Task A_hot_account_takes_nothing_from_the_others()
    {
        JsonNode report = await RunAsync(
            "--scenario", "hot-account", "--clients", "dotnet-no-retries", "--duration", "4s", "--rate", "60",
            "--set", "accounts=4", "--set", "quota=3", "--set", "hotShare=0.9");

        JsonNode steps = report["groups"]![0]!["steps"]!;
        JsonNode hot = steps.AsArray().Single(step => (string)step!["name"]! == "hot account")!["figures"]!;
        JsonNode others = steps.AsArray().Single(step => (string)step!["name"]! == "other accounts")!["figures"]!;
        Assert.True((int)hot["givenUp"]! > (int)hot["ok"]!);
        Assert.Equal(0, (int)others["failed"]!);
        Assert.True((int)others["ok"]! > (int)others["givenUp"]!);
    }

    [Fact]
    public async Task A_closed_model_has_as_many_callers_as_asked_for()
    {
        JsonNode report = await RunAsync("--scenario", "steady-issuance", "--clients", "dotnet-standard", "--duration", "3s", "--copies", "2");

        Assert.Equal("closed", (string)report["model"]!);
        Assert.True((int)report["groups"]![0]!["total"]!["ok"]! > 0);
    }

    [Fact]
    public async Task A_settings_file_says_what_the_command_line_would()
    {
        string settings = Path.Combine(_folder, "settings.json");
        await File.WriteAllTextAsync(
            settings,
            """
            {
              // A comment.
              "scenario": "hot-federated-user", "duration": "3s", "rate": 15, "clients": ["dotnet-no-retries"],
              "parameters": { "hotShare": 1 }, "thresholds": ["ok == 100%"],
            }
            """,
            TestContext.Current.CancellationToken);

        JsonNode report = await RunAsync("--settings", settings);

        Assert.Equal(("hot-federated-user", 3), ((string)report["scenario"]!, (int)report["durationSeconds"]!));
        Assert.Empty(report["groups"]![0]!["steps"]!.AsArray());
        Assert.True((bool)report["thresholds"]![0]!["held"]!);
    }

    [Fact]
    public async Task What_is_expected_of_one_client_is_looked_for_in_its_account_and_of_all_in_each()
    {
        JsonNode report = await RunAsync(
            "--scenario", "assume-role-chain", "--clients", "dotnet-standard,dotnet-no-retries", "--duration", "3s", "--rate", "10",
            "--expect", """client("dotnet-no-retries").amplification == 1""", "--expect", "throttled == 0");

        Assert.Equal(
            ["""client("dotnet-no-retries").amplification == 1""", "throttled == 0", "throttled == 0"],
            report["expectations"]!.AsArray().Select(expectation => (string)expectation!["expectation"]!));
        Assert.All(report["expectations"]!.AsArray(), expectation => Assert.True((bool)expectation!["held"]!));
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);
        string json = Path.Combine(_folder, "run.json");
        ProgramRun run = await ProgramRun.WithAsync(
            [.. arguments, "--report", Path.Combine(_folder, "run.html"), "--json", json], simulator, TestContext.Current.CancellationToken);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken))!;
    }
}
