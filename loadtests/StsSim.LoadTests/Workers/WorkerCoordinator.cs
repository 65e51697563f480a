using System.Net;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Workers;

/// <summary>Has workers drive a load together, each its share of it, and merges what they measured.</summary>
internal sealed class WorkerCoordinator : IDisposable
{
    // They say every second how far they have come.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromMinutes(1);

    private readonly WorkerEntrance _entrance;
    private readonly TimeProvider _time;
    private readonly Action<string> _tell;
    private readonly List<WorkerSeat> _workers = [];
    private readonly JoinedProgress _progress = new();
    private RunClock? _clock;

    /// <param name="address">Where workers join; port 0 takes a free one.</param>
    /// <param name="token">What workers prove with that they belong to it.</param>
    /// <param name="tell">Takes a sentence about who came and who went.</param>
    public WorkerCoordinator(IPEndPoint address, string token, TimeProvider time, Action<string> tell)
    {
        _time = time;
        _tell = tell;
        _entrance = new WorkerEntrance(address, token, time, tell);
    }

    public int Port => _entrance.Port;

    /// <summary>How many of the workers have answered to their plan.</summary>
    public int Ready => _workers.Count(worker => worker.Answer.IsCompleted);

    /// <summary>Who stopped before the load was over without being told to; <see langword="null"/> where nobody did.</summary>
    public string? Deserter { get; private set; }

    /// <summary>Returns when so many workers have joined and are there at one time.</summary>
    /// <param name="limit">How long they are waited for.</param>
    public async Task GatherAsync(int count, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limit, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            while (true)
            {
                while (_workers.Count < count && _entrance.TryAdmit(out WorkerSeat? worker))
                {
                    _workers.Add(worker);
                    _tell($"{_workers.Count} of {count} workers have joined: {worker.Name}.");
                }

                if (RemoveLost(count) == 0 && _workers.Count == count)
                {
                    break;
                }

                using var changed = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                await Task.WhenAny([_entrance.SomebodyAsync(changed.Token), .. _workers.Select(worker => worker.Answer)]).ConfigureAwait(false);
                stop.Token.ThrowIfCancellationRequested();
                await changed.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CannotRunException($"Of {count} workers {_workers.Count} joined within {limit.TotalMinutes:0.##} minutes.", late);
        }

        _entrance.Close();
    }

    /// <summary>Tells each worker its plan and returns when all are ready.</summary>
    /// <param name="limit">How long they may take to make themselves ready.</param>
    public async Task BriefAsync(Func<int, WorkerPlan> planOf, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limit, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await AllAsync(_workers.Select((worker, index) => BriefAsync(worker, index, planOf(index), stop.Token))).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            string[] unready = [.. _workers.Where(worker => !worker.Answer.IsCompleted).Select(worker => worker.Name)];
            throw new CannotRunException($"These workers were not ready within {limit.TotalMinutes:0.##} minutes: {string.Join(", ", unready)}.", late);
        }
    }

    /// <summary>Starts all workers at one moment and returns what each of them measured, in their order.</summary>
    /// <exception cref="CannotRunException">A worker was lost; the others have been stopped.</exception>
    public async Task<IReadOnlyList<WorkerResult>> RunAsync(CancellationToken interrupted)
    {
        _clock = new RunClock(_time);
        await TellAllAsync(new WorkerMessage { Start = true }).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        using CancellationTokenRegistration stopping = stop.Token.Register(() => _ = TellAllAsync(new WorkerMessage { Stop = true }));
        try
        {
            return await AllAsync(_workers.Select((worker, index) => FollowAsync(worker, index, stop))).ConfigureAwait(false);
        }
        catch
        {
            // What is left of the load is not the load that was asked for.
            await TellAllAsync(new WorkerMessage { Stop = true }).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>How far all workers together have come.</summary>
    public RunSnapshot Snapshot(ScenarioPlan plan, IReadOnlyList<ClientGroup> groups) =>
        _progress.Snapshot(plan, groups, _clock?.Elapsed ?? TimeSpan.Zero);

    public void Dispose()
    {
        _entrance.Dispose();
        _workers.ForEach(worker => worker.Connection.Dispose());
    }

    private int RemoveLost(int count)
    {
        WorkerSeat[] lost = [.. _workers.Where(worker => worker.Answer.IsCompleted)];
        foreach (WorkerSeat worker in lost)
        {
            _workers.Remove(worker);
            worker.Connection.Dispose();
            _tell($"{worker.Name} is gone again; {_workers.Count} of {count} workers are here.");
        }

        return lost.Length;
    }

    private static async Task<bool> BriefAsync(WorkerSeat worker, int index, WorkerPlan plan, CancellationToken cancellationToken)
    {
        await worker.TellAsync(new WorkerMessage { Plan = plan }).ConfigureAwait(false);
        WorkerMessage? answer = await worker.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Ready is true
            ? true
            : throw new CannotRunException($"Worker {index} ({worker.Name}) cannot take part: {answer?.Error ?? "it is gone."}");
    }

    private Task TellAllAsync(WorkerMessage message) => Task.WhenAll(_workers.Select(worker => worker.TellAsync(message)));

    private async Task<WorkerResult> FollowAsync(WorkerSeat worker, int index, CancellationTokenSource stop)
    {
        using var silence = new CancellationTokenSource(SilenceLimit, _time);
        try
        {
            while (true)
            {
                WorkerMessage message = await worker.Connection.ReadAsync(silence.Token).ConfigureAwait(false)
                    ?? throw new CannotRunException($"Worker {index} ({worker.Name}) was lost, and with it what it measured.");
                silence.CancelAfter(SilenceLimit);
                if (message.Result is { } result)
                {
                    if (result.Interrupted && !stop.IsCancellationRequested)
                    {
                        Deserter = worker.Name;
                        await stop.CancelAsync().ConfigureAwait(false);
                    }

                    return result;
                }

                if (message.Progress is { } progress)
                {
                    _progress.Told(index, progress);
                }
            }
        }
        catch (OperationCanceledException silent)
        {
            throw new CannotRunException(
                $"Worker {index} ({worker.Name}) said nothing for {SilenceLimit.TotalSeconds:0} seconds; it was given up, and with it what it measured.", silent);
        }
    }

    /// <summary>All results, or the first failure as soon as there is one.</summary>
    private static async Task<T[]> AllAsync<T>(IEnumerable<Task<T>> tasks)
    {
        Task<T>[] all = [.. tasks];
        await foreach (Task<T> ended in Task.WhenEach(all).ConfigureAwait(false))
        {
            await ended.ConfigureAwait(false);
        }

        return await Task.WhenAll(all).ConfigureAwait(false);
    }
}
