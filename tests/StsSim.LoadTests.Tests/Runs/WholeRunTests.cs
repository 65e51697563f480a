using System.Text.Json.Nodes;
using System.Xml.Linq;
using StsSim.LoadTests.Tests.Clients.Drivers;
using StsSim.LoadTests.Tests.CommandLine;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.Runs;

/// <summary>Real clients, real time, short runs; only counts are judged, never how fast anything was.</summary>
public sealed class WholeRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-loadtests-").FullName;

    private string Report => Path.Combine(_folder, "deep", "report.html");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_step_down_runs_through_its_quotas_puts_them_back_and_reports()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        string before = target.Quotas.ToJsonString();

        ProgramRun run = await ProgramRun.WithAsync(
            ["--duration", "3s", "--rate", "20", "--report", Report], target, TestContext.Current.CancellationToken);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([40d, 10d, 40d], target.QuotaChanges.SkipLast(1).Select(change => (double)change["default"]!["requestsPerSecond"]!));
        Assert.Equal(before, target.Quotas.ToJsonString());
        Assert.Equal(3, target.TokenRequests.Select(request => request.Region).Distinct().Count());
        Assert.Contains("step-down", run.Output, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(Report), run.Output, StringComparison.Ordinal);
        Assert.Contains("all distinct", await File.ReadAllTextAsync(Report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_embedded_simulator_takes_the_default_scenario()
    {
        // The program disposes of it.
        ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);

        ProgramRun run = await ProgramRun.WithAsync(
            ["--duration", "3s", "--rate", "20", "--report", Report], simulator, TestContext.Current.CancellationToken);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(Report));
    }

    [Theory]
    [InlineData("""client("dotnet-no-retries").amplification == 1""", 0)]
    [InlineData("""client("dotnet-standard").requests == 0""", 3)]
    public async Task What_is_expected_of_the_clients_decides_the_exit_code(string expectation, int exitCode)
    {
        ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);
        string junit = Path.Combine(_folder, "junit.xml");

        ProgramRun run = await ProgramRun.WithAsync(
            ["--duration", "3s", "--rate", "20", "--report", Report, "--expect", expectation, "--junit", junit],
            simulator,
            TestContext.Current.CancellationToken);

        Assert.Equal("", run.Error);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(exitCode == 0 ? "held" : "broken", run.Output, StringComparison.Ordinal);
        XElement suite = XDocument.Parse(await File.ReadAllTextAsync(junit, TestContext.Current.CancellationToken)).Root!.Element("testsuite")!;
        Assert.Equal(exitCode == 0 ? "0" : "1", (string)suite.Attribute("failures")!);
        Assert.Contains("What was expected", await File.ReadAllTextAsync(Report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expectation_that_makes_no_sense_is_told_before_any_load()
    {
        ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);

        ProgramRun run = await ProgramRun.WithAsync(
            ["--duration", "3s", "--report", Report, "--expect", "amplfication <= 1"], simulator, TestContext.Current.CancellationToken);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean amplification?", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Report));
    }

    [Fact]
    public async Task An_interrupted_run_restores_the_quota_reports_and_exits_130()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        string before = target.Quotas.ToJsonString();
        using var interrupted = new CancellationTokenSource();
        int warmUp = 3 * 60;
        target.ErrorFor = ordinal =>
        {
            if (ordinal == warmUp + 30)
            {
                interrupted.Cancel();
            }

            return null;
        };

        ProgramRun run = await ProgramRun.WithAsync(
            ["--duration", "10m", "--rate", "50", "--report", Report], target, interrupted.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.Equal(before, target.Quotas.ToJsonString());
        Assert.Contains("Interrupted after", run.Output, StringComparison.Ordinal);
        Assert.Contains("<strong>interrupted</strong>", await File.ReadAllTextAsync(Report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_never_return_are_counted_when_the_run_is_closed()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        using var interrupted = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        int warmUp = 3 * 60;
        target.HoldBack = ordinal =>
        {
            if (ordinal == warmUp + 30)
            {
                interrupted.Cancel();
            }

            return ordinal > warmUp ? never.Task : Task.CompletedTask;
        };

        ProgramRun run = await ProgramRun.WithAsync(
            ["--duration", "10m", "--rate", "50", "--report", Report], target, interrupted.Token);
        never.SetResult();

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("still under way when the run was closed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ambient_credentials_go_only_to_a_named_endpoint()
    {
        await using LoopbackSts refusing = await LoopbackSts.StartAsync(refusesCredentials: true);
        (string, string)[] ambient = [("AWS_ACCESS_KEY_ID", "AKIAAMBIENT"), ("AWS_SECRET_ACCESS_KEY", "ambient-secret")];

        ProgramRun embedded = await ProgramRun.WithAsync(
            ["--report", Report], refusing, TestContext.Current.CancellationToken, ambient);
        await using LoopbackSts named = await LoopbackSts.StartAsync(refusesCredentials: true);
        ProgramRun remote = await ProgramRun.WithAsync(
            ["--report", Report, "--endpoint", named.Endpoint.ToString()], null, TestContext.Current.CancellationToken, ambient);

        Assert.DoesNotContain("AKIAAMBIENT", embedded.Error, StringComparison.Ordinal);
        Assert.Contains("AKIAAMBIENT", remote.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_says_what_made_the_calls_of_each_group_as_it_was_told()
    {
        string json = Path.Combine(_folder, "run.json"), markdown = Path.Combine(_folder, "run.md");
        await using LoopbackSts target = await LoopbackSts.StartAsync(withControlApi: false);

        ProgramRun run = await ProgramRun.OfAsync(
            "--scenario", "steady-issuance", "--endpoint", target.Endpoint.ToString(), "--duration", "3s", "--rate", "10",
            "--driver", ShellDriver.Write(_folder, "mine"), "--clients", "raw,mine", "--report", Report, "--json", json, "--markdown", markdown);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        JsonNode report = JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken))!;
        Assert.Equal("raw: none; mine: shell-sts 1.2.3", (string)report["facts"]!["SDKs"]!);
        Assert.Equal([null, ShellDriver.Sdk], report["groups"]!.AsArray().Select(group => (string?)group!["sdk"]));
        foreach (string file in (string[])[Report, json, markdown])
        {
            string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.Contains(ShellDriver.Sdk, text, StringComparison.Ordinal);
            Assert.DoesNotContain("AWSSDK", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Steady_issuance_needs_no_control_api()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync(withControlApi: false);

        ProgramRun run = await ProgramRun.OfAsync(
            "--scenario", "steady-issuance", "--endpoint", target.Endpoint.ToString(), "--duration", "3s", "--rate", "10", "--report", Report);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(target.QuotaChanges);
    }
}
