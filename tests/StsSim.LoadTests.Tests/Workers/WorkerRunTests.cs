using System.Text.Json.Nodes;
using StsSim.LoadTests.Tests.Clients.Drivers;
using StsSim.LoadTests.Tests.CommandLine;

namespace StsSim.LoadTests.Tests.Workers;

/// <summary>Real processes; only counts are judged, never how fast anything was.</summary>
public sealed class WorkerRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-workers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_workers_offer_the_load_that_one_process_would()
    {
        JsonNode alone = await RunAsync("raw");
        JsonNode together = await RunAsync("raw", "--workers", "2");

        Assert.Equal(Offered(alone), Offered(together));
        Assert.Equal(Offered(together), (int)together["groups"]![0]!["total"]!["ok"]!);
        Assert.Equal(
            (int)together["groups"]![0]!["total"]!["attempts"]!,
            together["groups"]![0]!["timeline"]!.AsArray().Sum(slot => (int)slot!["attempts"]!));
        Assert.Contains("--workers 2", (string)together["facts"]!["Command"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_of_this_machine_start_the_users_own_driver_and_say_what_it_is()
    {
        JsonNode report = await RunAsync("raw,mine", "--workers", "2", "--driver", ShellDriver.Write(_folder, "mine"));

        Assert.Equal("raw: none; mine: shell-sts 1.2.3", (string)report["facts"]!["SDKs"]!);
        JsonNode mine = report["groups"]!.AsArray().Single(group => (string)group!["name"]! == "mine")!;
        Assert.True((int)mine["total"]!["ok"]! > 0);
        Assert.Equal((int)mine["total"]!["offered"]!, (int)mine["total"]!["ok"]!);
    }

    [Theory]
    [InlineData("--workers 0", "--workers must be a whole number from 1 to 256, not '0'.")]
    [InlineData("--workers 2 --listen nowhere", "--listen must be an address with a port, such as 0.0.0.0:7880, not 'nowhere'.")]
    [InlineData("--workers 2 --listen 127.0.0.1:7880", "--listen needs STSSIM_WORKER_TOKEN in the environment")]
    [InlineData("--workers 2 --join-timeout soon", "--join-timeout must be a time from 1ms to 1h, such as 30s or 2m, not 'soon'.")]
    [InlineData("worker --join nowhere", "--join must be a host and a port")]
    [InlineData("worker --join 127.0.0.1:7880", "A worker needs STSSIM_WORKER_TOKEN in the environment")]
    public async Task A_mistake_is_one_sentence(string arguments, string sentence)
    {
        ProgramRun run = await ProgramRun.OfAsync(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    private static int Offered(JsonNode report) => (int)report["groups"]![0]!["total"]!["offered"]!;

    private async Task<JsonNode> RunAsync(string clients, params string[] more)
    {
        ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);
        string json = Path.Combine(_folder, "run.json");
        ProgramRun run = await ProgramRun.WithAsync(
            [
                "--scenario", "steady-issuance", "--clients", clients, "--duration", "3s", "--rate", "40", "--seed", "5",
                "--report", Path.Combine(_folder, "run.html"), "--json", json, .. more,
            ],
            simulator,
            TestContext.Current.CancellationToken);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken))!;
    }
}
