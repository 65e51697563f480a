using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Workers;

/// <summary>Has workers drive a load together, each its share of it, and merges what they measured.</summary>
internal sealed class WorkerCoordinator : IDisposable
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener;
    private readonly string _token;
    private readonly TimeProvider _time;
    private readonly List<WorkerConnection> _workers = [];
    private readonly Dictionary<int, IReadOnlyList<WorkerProgress>> _progress = [];
    private readonly Lock _gate = new();
    private RunClock? _clock;

    /// <param name="address">Where workers join; port 0 takes a free one.</param>
    /// <param name="token">What workers prove with that they belong to it.</param>
    public WorkerCoordinator(IPEndPoint address, string token, TimeProvider time)
    {
        _token = token;
        _time = time;
        _listener = new TcpListener(address);
        try
        {
            _listener.Start();
        }
        catch (SocketException failure)
        {
            throw new CannotRunException($"Workers cannot join at {address}: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Waits for the workers, tells each its plan, and returns when all are ready.</summary>
    public async Task GatherAsync(int count, Func<int, WorkerPlan> planOf, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer limit = _time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), patience, JoinLimit, Timeout.InfiniteTimeSpan);
        try
        {
            while (_workers.Count < count)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(patience.Token).ConfigureAwait(false);
                if (await WelcomeAsync(client, patience.Token).ConfigureAwait(false) is { } worker)
                {
                    _workers.Add(worker);
                }
            }

            await foreach (Task briefed in Task.WhenEach(_workers.Select((worker, index) => BriefAsync(worker, index, planOf(index), patience.Token))).ConfigureAwait(false))
            {
                // Who cannot take part is told at once, and not when all the others are ready.
                await briefed.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CannotRunException($"Of {count} workers {_workers.Count} joined within {JoinLimit.TotalMinutes:0} minutes.", late);
        }
    }

    /// <summary>Starts all workers at one moment and returns what each of them measured, in their order.</summary>
    public async Task<IReadOnlyList<WorkerResult>> RunAsync(CancellationToken interrupted)
    {
        _clock = new RunClock(_time);
        await Task.WhenAll(_workers.Select(StartAsync)).ConfigureAwait(false);
        using CancellationTokenRegistration stop = interrupted.Register(() =>
        {
            foreach (WorkerConnection worker in _workers)
            {
                _ = StopAsync(worker);
            }
        });
        Task<WorkerResult>[] following = [.. _workers.Select(FollowAsync)];
        await foreach (Task<WorkerResult> followed in Task.WhenEach(following).ConfigureAwait(false))
        {
            // What the others would still measure is worth nothing without a lost one's share.
            await followed.ConfigureAwait(false);
        }

        return await Task.WhenAll(following).ConfigureAwait(false);
    }

    /// <summary>How far all workers together have come.</summary>
    public RunSnapshot Snapshot(ScenarioPlan plan, IReadOnlyList<ClientGroup> groups)
    {
        TimeSpan elapsed = _clock?.Elapsed ?? TimeSpan.Zero;
        Phase? phase = elapsed < plan.Duration ? plan.Phases[plan.PhaseAt(elapsed)] : null;
        lock (_gate)
        {
            return new RunSnapshot(elapsed, plan.Duration, phase, [.. groups.Select(Together)]);
        }

        GroupSnapshot Together(ClientGroup group, int index)
        {
            var tally = new Tally();
            int inFlight = 0;
            foreach (IReadOnlyList<WorkerProgress> worker in _progress.Values)
            {
                tally.Add(worker[index].Totals);
                inFlight += worker[index].InFlight;
            }

            return new GroupSnapshot(group, tally.Figures(), inFlight);
        }
    }

    public void Dispose()
    {
        _workers.ForEach(worker => worker.Dispose());
        _listener.Dispose();
    }

    private async Task<WorkerConnection?> WelcomeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        var worker = new WorkerConnection(client);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(HelloLimit);
        try
        {
            string hello = (await worker.ReadAsync(patience.Token).ConfigureAwait(false))?.Hello ?? "";
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(hello), Encoding.UTF8.GetBytes(_token)))
            {
                return worker;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody who says nothing is no worker.
        }

        worker.Dispose();
        return null;
    }

    private static async Task BriefAsync(WorkerConnection worker, int index, WorkerPlan plan, CancellationToken cancellationToken)
    {
        WorkerMessage? answer;
        try
        {
            await worker.WriteAsync(new WorkerMessage { Plan = plan }, cancellationToken).ConfigureAwait(false);
            answer = await worker.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            answer = null;
        }

        if (answer?.Ready is not true)
        {
            throw new CannotRunException($"Worker {index} cannot take part: {answer?.Error ?? "it is gone."}");
        }
    }

    private static async Task StartAsync(WorkerConnection worker, int index)
    {
        try
        {
            await worker.WriteAsync(new WorkerMessage { Start = true }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException gone)
        {
            throw new CannotRunException($"Worker {index} was lost before the load began.", gone);
        }
    }

    private static async Task StopAsync(WorkerConnection worker)
    {
        try
        {
            await worker.WriteAsync(new WorkerMessage { Stop = true }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // It has stopped already.
        }
    }

    private async Task<WorkerResult> FollowAsync(WorkerConnection worker, int index)
    {
        while (true)
        {
            WorkerMessage message = await worker.ReadAsync(CancellationToken.None).ConfigureAwait(false)
                ?? throw new CannotRunException($"Worker {index} was lost, and with it what it measured.");
            if (message.Result is { } result)
            {
                return result;
            }

            if (message.Progress is { } progress)
            {
                lock (_gate)
                {
                    _progress[index] = progress;
                }
            }
        }
    }
}
