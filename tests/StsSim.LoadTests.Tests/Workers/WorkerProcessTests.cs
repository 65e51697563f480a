using System.Text.Json.Nodes;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.LoadTests.Tests.Workers;

/// <summary>
/// Coordinator and workers as a cluster has them: processes that nobody but themselves starts in order, one of which may
/// be taken away at any time. Loads are so long that none of them ends by itself before it is ended.
/// </summary>
public sealed class WorkerProcessTests : IAsyncLifetime
{
    private const string Token = "a-token-for-this-test";
    private const string UnderWay = "steady            raw:";

    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-workers-").FullName;
    private readonly List<ProgramProcess> _started = [];
    private ITarget _simulator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Json => Path.Combine(_folder, "run.json");

    public async ValueTask InitializeAsync() => _simulator = await EmbeddedSimulator.StartAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        _started.ForEach(process => process.Dispose());
        await _simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Workers_may_be_there_before_their_coordinator_and_the_exit_code_says_whether_thresholds_held()
    {
        int port = FreePort.Take();
        ProgramProcess[] workers = [Worker(port), Worker(port)];

        ProgramProcess coordinator = Coordinator(port, "--duration", "3s", "--threshold", "ok < 1%", "--markdown", "-");

        Assert.Equal(3, await coordinator.ExitCodeAsync(Cancellation));
        Assert.All(await Task.WhenAll(workers.Select(worker => worker.ExitCodeAsync(Cancellation))), code => Assert.Equal(0, code));
        Assert.Contains("2 of 2 workers have joined", coordinator.Printed, StringComparison.Ordinal);
        Assert.Contains("# steady-issuance", coordinator.Printed, StringComparison.Ordinal);
        JsonNode total = Report()["groups"]![0]!["total"]!;
        Assert.NotEqual(0, (int)total["ok"]!);
        Assert.Equal((int)total["offered"]!, (int)total["ok"]!);
    }

    [Fact]
    public async Task A_worker_that_is_killed_ends_the_run_at_once_and_says_so()
    {
        int port = FreePort.Take();
        ProgramProcess coordinator = Coordinator(port, "--duration", "1h");
        ProgramProcess[] workers = [Worker(port), Worker(port)];
        await coordinator.HasPrintedAsync(UnderWay, Cancellation);

        workers[0].Kill();

        Assert.Equal(2, await coordinator.ExitCodeAsync(Cancellation));
        Assert.Matches(@"Worker \d \(.+\) was lost, and with it what it measured\.", coordinator.Printed);
        Assert.Equal(0, await workers[1].ExitCodeAsync(Cancellation));
        Assert.Equal("", workers[1].Printed);
    }

    [Fact]
    public async Task A_worker_that_is_ended_in_good_order_leaves_a_report_that_says_interrupted()
    {
        int port = FreePort.Take();
        ProgramProcess coordinator = Coordinator(port, "--duration", "1h");
        ProgramProcess[] workers = [Worker(port), Worker(port)];
        await coordinator.HasPrintedAsync(UnderWay, Cancellation);

        workers[0].Terminate();

        Assert.Equal(130, await coordinator.ExitCodeAsync(Cancellation));
        Assert.Contains("was interrupted before the load was over, so the other workers were stopped.", coordinator.Printed, StringComparison.Ordinal);
        Assert.True((bool)Report()["interrupted"]!);
        Assert.Equal(130, await workers[0].ExitCodeAsync(Cancellation));
        Assert.Equal(0, await workers[1].ExitCodeAsync(Cancellation));
    }

    [Fact]
    public async Task A_coordinator_that_is_killed_leaves_no_worker_behind()
    {
        int port = FreePort.Take();
        ProgramProcess coordinator = Coordinator(port, "--duration", "1h");
        ProgramProcess[] workers = [Worker(port), Worker(port)];
        await coordinator.HasPrintedAsync(UnderWay, Cancellation);

        coordinator.Kill();

        foreach (ProgramProcess worker in workers)
        {
            Assert.Equal(2, await worker.ExitCodeAsync(Cancellation));
            Assert.Equal("The coordinator is gone, and nobody takes what this worker measures.", worker.Printed);
        }
    }

    [Fact]
    public async Task A_coordinator_that_is_ended_in_good_order_writes_its_report_first()
    {
        int port = FreePort.Take();
        ProgramProcess coordinator = Coordinator(port, "--duration", "1h");
        ProgramProcess[] workers = [Worker(port), Worker(port)];
        await coordinator.HasPrintedAsync(UnderWay, Cancellation);

        coordinator.Terminate();

        Assert.Equal(130, await coordinator.ExitCodeAsync(Cancellation));
        Assert.True((bool)Report()["interrupted"]!);
        Assert.All(await Task.WhenAll(workers.Select(worker => worker.ExitCodeAsync(Cancellation))), code => Assert.Equal(0, code));
    }

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(Json))!;

    private ProgramProcess Worker(int port) => Start("worker", "--join", $"127.0.0.1:{port}");

    private ProgramProcess Coordinator(int port, params string[] more) => Start(
        [
            "--endpoint", $"{_simulator.Endpoint}", "--scenario", "steady-issuance", "--clients", "raw", "--rate", "40",
            "--workers", "2", "--listen", $"127.0.0.1:{port}", "--report", Path.Combine(_folder, "run.html"), "--json", Json, .. more,
        ]);

    private ProgramProcess Start(params string[] arguments)
    {
        var process = ProgramProcess.Start(Token, arguments);
        _started.Add(process);
        return process;
    }
}
