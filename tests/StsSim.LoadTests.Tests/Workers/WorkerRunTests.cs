using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Drivers;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Tests.Clients.Drivers;
using StsSim.LoadTests.Tests.CommandLine;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.Tests.Workers;

/// <summary>Real processes; only counts are judged, never how fast anything was.</summary>
public sealed class WorkerRunTests : IDisposable
{
    private const string Token = "a-token-for-this-test";

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
    public async Task Who_does_not_know_the_token_gets_no_plan_and_a_worker_that_is_lost_is_told()
    {
        using var coordinator = new WorkerCoordinator(new IPEndPoint(IPAddress.Loopback, 0), Token, TimeProvider.System);
        Task gathering = coordinator.GatherAsync(1, _ => Plan, TestContext.Current.CancellationToken);

        using (WorkerConnection stranger = await JoinAsync(coordinator, "guessed"))
        {
            Assert.Null(await stranger.ReadAsync(TestContext.Current.CancellationToken));
        }

        WorkerConnection worker = await JoinAsync(coordinator, Token);
        Assert.Equal("steady-issuance", (await worker.ReadAsync(TestContext.Current.CancellationToken))!.Plan!.Scenario);
        await worker.WriteAsync(new WorkerMessage { Ready = true }, TestContext.Current.CancellationToken);
        await gathering;
        Task<IReadOnlyList<WorkerResult>> running = coordinator.RunAsync(CancellationToken.None);
        worker.Dispose();

        CannotRunException lost = await Assert.ThrowsAsync<CannotRunException>(() => running);
        Assert.Equal("Worker 0 was lost, and with it what it measured.", lost.Message);
    }

    [Fact]
    public async Task A_worker_that_cannot_take_part_says_why()
    {
        using var coordinator = new WorkerCoordinator(new IPEndPoint(IPAddress.Loopback, 0), Token, TimeProvider.System);
        Task gathering = coordinator.GatherAsync(1, _ => Plan with { Scenario = "of-tomorrow" }, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<CannotRunException>(
            () => new LoadWorker(TimeProvider.System).RunAsync(Join(coordinator), TestContext.Current.CancellationToken));

        CannotRunException refused = await Assert.ThrowsAsync<CannotRunException>(() => gathering);
        Assert.Equal("Worker 0 cannot take part: This worker knows no scenario of-tomorrow: it is of another version.", refused.Message);
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
    [InlineData("mine", true, "", "This worker was started without --driver mine=COMMAND, which its coordinator was started with.")]
    [InlineData("raw", false, "raw", "This worker was started with --driver raw=COMMAND, which its coordinator was started without.")]
    [InlineData("mine", true, "mine", "The client mine cannot run here: no-such-program is not installed.")]
    public async Task A_driver_is_started_as_the_workers_own_user_says_or_not_at_all(string kind, bool isDriver, string own, string sentence)
    {
        using var coordinator = new WorkerCoordinator(new IPEndPoint(IPAddress.Loopback, 0), Token, TimeProvider.System);
        WorkerGroup group = new(kind, isDriver, "us-east-1", [], WebIdentityToken: null);
        Task gathering = coordinator.GatherAsync(1, _ => Plan with { Groups = [group] }, TestContext.Current.CancellationToken);
        ClientKind[] drivers = own.Length == 0 ? [] : [DriverKinds.Of(own, "no-such-program --fast")];

        await Assert.ThrowsAsync<CannotRunException>(
            () => new LoadWorker(TimeProvider.System).RunAsync(Join(coordinator, drivers), TestContext.Current.CancellationToken));

        CannotRunException refused = await Assert.ThrowsAsync<CannotRunException>(() => gathering);
        Assert.Equal($"Worker 0 cannot take part: {sentence}", refused.Message);
    }

    [Fact]
    public async Task A_worker_says_so_when_its_coordinator_is_gone()
    {
        var coordinator = new WorkerCoordinator(new IPEndPoint(IPAddress.Loopback, 0), Token, TimeProvider.System);
        WorkerJoin join = Join(coordinator);
        Task gathering = coordinator.GatherAsync(1, _ => Plan, TestContext.Current.CancellationToken);
        Task working = new LoadWorker(TimeProvider.System).RunAsync(join, TestContext.Current.CancellationToken);
        await gathering;

        coordinator.Dispose();

        CannotRunException gone = await Assert.ThrowsAsync<CannotRunException>(() => working);
        Assert.Equal("The coordinator has this worker drive nothing: it is gone, or another worker cannot take part.", gone.Message);
    }

    [Fact]
    public async Task A_lost_worker_ends_the_run_of_the_others()
    {
        using var coordinator = new WorkerCoordinator(new IPEndPoint(IPAddress.Loopback, 0), Token, TimeProvider.System);
        Task gathering = coordinator.GatherAsync(2, _ => Plan, TestContext.Current.CancellationToken);
        WorkerConnection lost = await JoinAsync(coordinator, Token);
        using WorkerConnection other = await JoinAsync(coordinator, Token);
        foreach (WorkerConnection worker in (WorkerConnection[])[lost, other])
        {
            await worker.ReadAsync(TestContext.Current.CancellationToken);
            await worker.WriteAsync(new WorkerMessage { Ready = true }, TestContext.Current.CancellationToken);
        }

        await gathering;
        Task<IReadOnlyList<WorkerResult>> running = coordinator.RunAsync(CancellationToken.None);
        lost.Dispose();

        // The other one measures on and on.
        await Assert.ThrowsAsync<CannotRunException>(() => running);
    }

    [Theory]
    [InlineData("--workers 0", "--workers must be a whole number from 1 to 256, not '0'.")]
    [InlineData("--workers 2 --listen nowhere", "--listen must be an address with a port, such as 0.0.0.0:7880, not 'nowhere'.")]
    [InlineData("--workers 2 --listen 127.0.0.1:7880", "--listen needs STSSIM_WORKER_TOKEN in the environment")]
    [InlineData("worker --join nowhere", "--join must be a host and a port")]
    [InlineData("worker --join 127.0.0.1:7880", "A worker needs STSSIM_WORKER_TOKEN in the environment")]
    public async Task A_mistake_is_one_sentence(string arguments, string sentence)
    {
        ProgramRun run = await ProgramRun.OfAsync(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    private static WorkerJoin Join(WorkerCoordinator coordinator, params ClientKind[] drivers) =>
        new("127.0.0.1", coordinator.Port, Token, drivers, IsLocal: false);

    private static WorkerPlan Plan => new(
        0, 1, new Uri("http://127.0.0.1:1"), "steady-issuance", TimeSpan.FromSeconds(3), 1, 1, [], null, null, TimeSpan.Zero, []);

    private static int Offered(JsonNode report) => (int)report["groups"]![0]!["total"]!["offered"]!;

    private static async Task<WorkerConnection> JoinAsync(WorkerCoordinator coordinator, string token)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, coordinator.Port, TestContext.Current.CancellationToken);
        var connection = new WorkerConnection(client);
        await connection.WriteAsync(new WorkerMessage { Hello = token }, TestContext.Current.CancellationToken);
        return connection;
    }

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
