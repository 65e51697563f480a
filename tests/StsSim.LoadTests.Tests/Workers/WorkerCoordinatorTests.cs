using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Drivers;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.Tests.Workers;

/// <summary>The coordinator's end of the line, with workers that do what a test wants of them.</summary>
public sealed class WorkerCoordinatorTests : IDisposable
{
    private const string Token = "a-token-for-this-test";
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _told = [];
    private readonly SemaphoreSlim _telling = new(0);
    private readonly WorkerCoordinator _coordinator;

    public WorkerCoordinatorTests() => _coordinator = new WorkerCoordinator(new IPEndPoint(IPAddress.Loopback, 0), Token, _time, Tell);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static WorkerPlan Plan => new(
        0, 1, new Uri("http://127.0.0.1:1"), "steady-issuance", TimeSpan.FromSeconds(3), 1, 1, [], null, null, TimeSpan.Zero, []);

    private static WorkerResult Nothing => new([], [], 0, 0, 0, 1, 0, 1, Interrupted: false);

    public void Dispose()
    {
        _coordinator.Dispose();
        _telling.Dispose();
    }

    [Fact]
    public async Task Who_does_not_know_the_token_gets_no_plan()
    {
        Task gathering = _coordinator.GatherAsync(1, LongEnough, Cancellation);

        using (WorkerConnection stranger = await JoinAsync("stranger", "guessed"))
        {
            Assert.Null(await stranger.ReadAsync(Cancellation));
        }

        using WorkerConnection worker = await JoinAsync("worker-0");
        await gathering;
        Task briefing = BriefAsync();
        Assert.Equal("steady-issuance", (await worker.ReadAsync(Cancellation))!.Plan!.Scenario);
        await worker.WriteAsync(new WorkerMessage { Ready = true }, Cancellation);
        await briefing;
        Assert.Contains(_told, sentence => sentence.EndsWith("whose token is another was turned away.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_probe_that_says_nothing_keeps_nobody_waiting()
    {
        Task gathering = _coordinator.GatherAsync(1, LongEnough, Cancellation);
        using var probe = new TcpClient();
        await probe.ConnectAsync(IPAddress.Loopback, _coordinator.Port, Cancellation);

        using WorkerConnection worker = await JoinAsync("worker-0");

        await gathering; // the time stands still: the probe's has not run out
        Assert.Equal(["1 of 1 workers have joined: worker-0."], _told);
    }

    [Fact]
    public async Task A_worker_that_is_gone_before_all_are_there_is_not_counted_on()
    {
        Task gathering = _coordinator.GatherAsync(2, LongEnough, Cancellation);
        WorkerConnection first = await JoinAsync("worker-0");
        await ToldAsync();
        first.Dispose();
        await ToldAsync();
        using WorkerConnection second = await JoinAsync("worker-1");
        await ToldAsync();
        Assert.False(gathering.IsCompleted);

        using WorkerConnection third = await JoinAsync("worker-0-again");

        await gathering;
        Assert.Equal(
            [
                "1 of 2 workers have joined: worker-0.",
                "worker-0 is gone again; 0 of 2 workers are here.",
                "1 of 2 workers have joined: worker-1.",
                "2 of 2 workers have joined: worker-0-again.",
            ],
            _told);
    }

    [Fact]
    public async Task Who_is_missing_when_the_time_is_over_is_told_by_number()
    {
        Task gathering = _coordinator.GatherAsync(3, LongEnough, Cancellation);
        using WorkerConnection worker = await JoinAsync("worker-0");
        await ToldAsync();

        _time.Advance(LongEnough);

        CannotRunException late = await Assert.ThrowsAsync<CannotRunException>(() => gathering);
        Assert.Equal("Of 3 workers 1 joined within 5 minutes.", late.Message);
    }

    [Fact]
    public async Task A_worker_too_many_is_told_so()
    {
        Task gathering = _coordinator.GatherAsync(1, LongEnough, Cancellation);
        using WorkerConnection worker = await JoinAsync("worker-0");
        await gathering;

        using WorkerConnection latecomer = await JoinAsync("worker-1");

        Assert.Equal("All workers of this run had joined already.", (await latecomer.ReadAsync(Cancellation))!.Error);
    }

    [Fact]
    public async Task A_worker_that_cannot_take_part_says_why()
    {
        Task gathering = _coordinator.GatherAsync(1, LongEnough, Cancellation);
        Task<bool> working = WorkAsync();
        await gathering;

        CannotRunException refused = await Assert.ThrowsAsync<CannotRunException>(
            () => _coordinator.BriefAsync(_ => Plan with { Scenario = "of-tomorrow" }, LongEnough, Cancellation));

        await Assert.ThrowsAsync<CannotRunException>(() => working);
        Assert.Equal(
            $"Worker 0 ({Environment.MachineName}) cannot take part: This worker knows no scenario of-tomorrow: it is of another version.",
            refused.Message);
    }

    [Theory]
    [InlineData("mine", true, "", "This worker was started without --driver mine=COMMAND, which its coordinator was started with.")]
    [InlineData("raw", false, "raw", "This worker was started with --driver raw=COMMAND, which its coordinator was started without.")]
    [InlineData("mine", true, "mine", "The client mine cannot run here: no-such-program is not installed.")]
    public async Task A_driver_is_started_as_the_workers_own_user_says_or_not_at_all(string kind, bool isDriver, string own, string sentence)
    {
        ClientKind[] drivers = own.Length == 0 ? [] : [DriverKinds.Of(own, "no-such-program --fast")];
        Task gathering = _coordinator.GatherAsync(1, LongEnough, Cancellation);
        Task<bool> working = WorkAsync(drivers);
        await gathering;

        WorkerGroup group = new(kind, isDriver, "us-east-1", [], WebIdentityToken: null);
        CannotRunException refused = await Assert.ThrowsAsync<CannotRunException>(
            () => _coordinator.BriefAsync(_ => Plan with { Groups = [group] }, LongEnough, Cancellation));

        await Assert.ThrowsAsync<CannotRunException>(() => working);
        Assert.Equal($"Worker 0 ({Environment.MachineName}) cannot take part: {sentence}", refused.Message);
    }

    [Fact]
    public async Task Workers_that_do_not_become_ready_are_named()
    {
        WorkerConnection[] workers = await GatheredAsync(2);
        Task briefing = BriefAsync();
        await workers[0].WriteAsync(new WorkerMessage { Ready = true }, Cancellation);
        await workers[1].ReadAsync(Cancellation);
        while (_coordinator.Ready < 1)
        {
            await Task.Yield();
        }

        _time.Advance(LongEnough);

        CannotRunException late = await Assert.ThrowsAsync<CannotRunException>(() => briefing);
        Assert.Equal("These workers were not ready within 5 minutes: worker-1.", late.Message);
    }

    [Fact]
    public async Task When_one_worker_is_lost_the_others_are_stopped_at_once()
    {
        WorkerConnection[] workers = await ReadyAsync(2);
        Task<IReadOnlyList<WorkerResult>> running = _coordinator.RunAsync(CancellationToken.None);
        Assert.True((await workers[1].ReadAsync(Cancellation))!.Start);

        workers[0].Dispose();

        CannotRunException lost = await Assert.ThrowsAsync<CannotRunException>(() => running);
        Assert.Equal("Worker 0 (worker-0) was lost, and with it what it measured.", lost.Message);
        Assert.True((await workers[1].ReadAsync(Cancellation))!.Stop);
    }

    [Fact]
    public async Task A_worker_that_falls_silent_is_given_up()
    {
        _ = await ReadyAsync(1);
        Task<IReadOnlyList<WorkerResult>> running = _coordinator.RunAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromMinutes(1));

        CannotRunException silent = await Assert.ThrowsAsync<CannotRunException>(() => running);
        Assert.StartsWith("Worker 0 (worker-0) said nothing for 60 seconds", silent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_was_interrupted_ends_the_load_of_all_and_is_named()
    {
        WorkerConnection[] workers = await ReadyAsync(2);
        Task<IReadOnlyList<WorkerResult>> running = _coordinator.RunAsync(CancellationToken.None);
        Assert.True((await workers[1].ReadAsync(Cancellation))!.Start);

        await workers[0].WriteAsync(new WorkerMessage { Result = Nothing with { Interrupted = true } }, Cancellation);

        Assert.True((await workers[1].ReadAsync(Cancellation))!.Stop);
        await workers[1].WriteAsync(new WorkerMessage { Result = Nothing }, Cancellation);
        Assert.Equal(2, (await running).Count);
        Assert.Equal("worker-0", _coordinator.Deserter);
    }

    private Task<bool> WorkAsync(params ClientKind[] drivers) => new LoadWorker(TimeProvider.System).RunAsync(
        new WorkerJoin("127.0.0.1", _coordinator.Port, Token, LongEnough, drivers, IsLocal: false), Cancellation);

    private void Tell(string sentence)
    {
        _told.Enqueue(sentence);
        _telling.Release();
    }

    private Task ToldAsync() => _telling.WaitAsync(Cancellation);

    private Task BriefAsync() => _coordinator.BriefAsync(_ => Plan, LongEnough, Cancellation);

    private async Task<WorkerConnection[]> GatheredAsync(int count)
    {
        Task gathering = _coordinator.GatherAsync(count, LongEnough, Cancellation);
        var workers = new WorkerConnection[count];
        for (int index = 0; index < count; index++)
        {
            workers[index] = await JoinAsync($"worker-{index}");
            await ToldAsync(); // they are numbered as they come
        }

        await gathering;
        return workers;
    }

    private async Task<WorkerConnection[]> ReadyAsync(int count)
    {
        WorkerConnection[] workers = await GatheredAsync(count);
        Task briefing = BriefAsync();
        foreach (WorkerConnection worker in workers)
        {
            Assert.NotNull((await worker.ReadAsync(Cancellation))!.Plan);
            await worker.WriteAsync(new WorkerMessage { Ready = true }, Cancellation);
        }

        await briefing;
        return workers;
    }

    private async Task<WorkerConnection> JoinAsync(string name, string token = Token)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _coordinator.Port, Cancellation);
        var connection = new WorkerConnection(client);
        await connection.WriteAsync(new WorkerMessage { Hello = token, Name = name }, Cancellation);
        return connection;
    }
}
