using System.Net.Sockets;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Workers;

/// <summary>A process that drives its share of a load and reports it to the coordinator that it has joined.</summary>
internal sealed class LoadWorker(TimeProvider time)
{
    private const string CoordinatorIsGone = "The coordinator is gone, and nobody takes what this worker measures.";

    // An address that no longer answers is asked for anew: names in a cluster come to mean other pods.
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    /// <returns>Whether the load was driven until it was over or the coordinator stopped it.</returns>
    public async Task<bool> RunAsync(WorkerJoin join, CancellationToken interrupted)
    {
        using WorkerConnection connection = await JoinAsync(join, interrupted).ConfigureAwait(false);
        try
        {
            await connection.WriteAsync(new WorkerMessage { Hello = join.Token, Name = Environment.MachineName }, interrupted).ConfigureAwait(false);
            WorkerMessage? answer = await connection.ReadAsync(interrupted).ConfigureAwait(false);
            WorkerPlan plan = answer?.Plan
                ?? throw new CannotRunException(answer?.Error ?? "The coordinator gave this worker no plan: its token is another, or it came to no run.");
            return await RunAsync(plan, join.Drivers, connection, interrupted).ConfigureAwait(false);
        }
        catch (IOException gone)
        {
            throw new CannotRunException(CoordinatorIsGone, gone);
        }
    }

    private async Task<WorkerConnection> JoinAsync(WorkerJoin join, CancellationToken interrupted)
    {
        long begin = time.GetTimestamp();
        while (true)
        {
            var client = new TcpClient();
            using var patience = new CancellationTokenSource(ConnectLimit, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted, patience.Token);
            try
            {
                await client.ConnectAsync(join.Host, join.Port, stop.Token).ConfigureAwait(false);
                return new WorkerConnection(client);
            }
            catch (Exception failure) when (failure is SocketException || (failure is OperationCanceledException && !interrupted.IsCancellationRequested))
            {
                client.Dispose();
                if (time.GetElapsedTime(begin) > join.Timeout)
                {
                    throw new CannotRunException($"No coordinator answers at {join}: {failure.Message.TrimEnd('.')}.", failure);
                }

                // In a cluster a worker may well be there before its coordinator.
                await Task.Delay(ConnectInterval, time, interrupted).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> RunAsync(WorkerPlan plan, IReadOnlyList<ClientKind> drivers, WorkerConnection connection, CancellationToken interrupted)
    {
        try
        {
            return await PrepareAndDriveAsync(plan, drivers, connection, interrupted).ConfigureAwait(false);
        }
        catch (CannotRunException refusal)
        {
            try
            {
                await connection.WriteAsync(new WorkerMessage { Error = refusal.Message }, interrupted).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // The refusal is of more use than that nobody hears it.
            }

            throw;
        }
    }

    private async Task<bool> PrepareAndDriveAsync(
        WorkerPlan plan, IReadOnlyList<ClientKind> drivers, WorkerConnection connection, CancellationToken interrupted)
    {
        Scenario scenario = ScenarioCatalog.Find(plan.Scenario)
            ?? throw new CannotRunException($"This worker knows no scenario {plan.Scenario}: it is of another version.");
        var options = new RunOptions(scenario, plan.Endpoint, plan.Duration, plan.Rate, plan.Seed, null, ClientCredentials.Example)
        {
            Values = plan.Values,
            Copies = plan.Copies,
            Timeout = plan.Timeout,
            WarmUp = plan.WarmUp,
        };
        using var control = new ControlApi(plan.Endpoint, adminToken: null);
        await using var stage = new PreparedStage(options, plan.Endpoint, control, time);
        foreach (WorkerGroup group in plan.Groups)
        {
            stage.Groups.Add(await PrepareAsync(group, drivers, options, control, interrupted).ConfigureAwait(false));
        }

        await stage.WarmUpAsync(interrupted).ConfigureAwait(false);
        await connection.WriteAsync(new WorkerMessage { Ready = true }, interrupted).ConfigureAwait(false);
        WorkerMessage? answer = await connection.ReadAsync(interrupted).ConfigureAwait(false);
        return answer?.Start is true
            ? await DriveAsync(options, plan, stage, connection, interrupted).ConfigureAwait(false)
            : throw new CannotRunException("The run did not begin: the coordinator is gone.");
    }

    private async Task<PreparedGroup> PrepareAsync(
        WorkerGroup group, IReadOnlyList<ClientKind> drivers, RunOptions options, ControlApi control, CancellationToken interrupted)
    {
        ClientKind kind = KindOf(group, drivers);
        kind.MustRunHere();
        TargetAccount[] accounts = [.. group.Accounts.Select(account => account.ToTarget())];
        var stage = new GroupStage(new ClientGroup(kind.Name, group.Region, kind.Retries), kind, options.Settings, accounts, control)
        {
            WebIdentityToken = group.WebIdentityToken,
        };
        var setting = new ClientSetting(options.Endpoint!, group.Region, kind.Name, accounts[0].Credentials, options.Timeout, options.Seed, time);
        return new PreparedGroup(stage, await kind.CreateAsync(setting, interrupted).ConfigureAwait(false));
    }

    /// <summary>A client that one side has of its user must not be taken for one of the same name that the other has not.</summary>
    private static ClientKind KindOf(WorkerGroup group, IReadOnlyList<ClientKind> drivers)
    {
        ClientKind? own = drivers.FirstOrDefault(kind => string.Equals(kind.Name, group.Kind, StringComparison.OrdinalIgnoreCase));
        if (group.IsDriver)
        {
            return own ?? throw new CannotRunException($"This worker was started without --driver {group.Kind}=COMMAND, which its coordinator was started with.");
        }

        return own is null
            ? ClientCatalog.Find(group.Kind) ?? throw new CannotRunException($"This worker knows no client {group.Kind}: it is of another version.")
            : throw new CannotRunException($"This worker was started with --driver {own.Name}=COMMAND, which its coordinator was started without.");
    }

    private async Task<bool> DriveAsync(
        RunOptions options, WorkerPlan plan, PreparedStage stage, WorkerConnection connection, CancellationToken interrupted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        using var ended = new CancellationTokenSource();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        using var run = new LoadTestRun(
            options.Scenario, options.Plan(), stage.Groups, control: null, time, drainLimit: null, new WorkerShare(plan.Index, plan.Count));
        Task<WorkerEnd> listening = ListenAsync(connection, stop, ended.Token);
        Task driving = run.RunAsync(stop.Token);
        await ReportProgressAsync(run, driving, connection).ConfigureAwait(false);
        await driving.ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        WorkerEnd end = await listening.ConfigureAwait(false);
        if (end == WorkerEnd.CoordinatorGone)
        {
            throw new CannotRunException(CoordinatorIsGone);
        }

        bool deserts = interrupted.IsCancellationRequested && end != WorkerEnd.Stopped;
        var keys = run.IssuedKeys;
        var result = new WorkerResult(
            run.States(),
            [.. stage.Groups.Select(group => group.Client.Sdk)],
            keys.Issued,
            keys.Compared,
            keys.Distinct,
            run.Elapsed.TotalSeconds,
            (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds,
            Environment.ProcessorCount,
            deserts);
        try
        {
            await connection.WriteAsync(new WorkerMessage { Result = result }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException) when (end == WorkerEnd.Stopped)
        {
            // A coordinator that has lost another worker does not wait for the figures of this one.
        }

        return !deserts;
    }

    private async Task ReportProgressAsync(LoadTestRun run, Task driving, WorkerConnection connection)
    {
        using var timer = new PeriodicTimer(ProgressInterval, time);
        try
        {
            while (await Task.WhenAny(driving, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()).ConfigureAwait(false) != driving)
            {
                await connection.WriteAsync(new WorkerMessage { Progress = run.Progress() }, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // Whoever listens to the coordinator hears that it is gone, and stops the load.
        }
    }

    /// <summary>Stops the load where the coordinator says so, or is gone.</summary>
    private static async Task<WorkerEnd> ListenAsync(WorkerConnection connection, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            WorkerMessage? message = await connection.ReadAsync(ended).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            return message is null ? WorkerEnd.CoordinatorGone : WorkerEnd.Stopped;
        }
        catch (OperationCanceledException)
        {
            return WorkerEnd.Own;
        }
    }
}
