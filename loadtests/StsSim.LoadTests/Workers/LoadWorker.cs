using System.Net.Sockets;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Workers;

/// <summary>A process that drives its share of a load and reports it to the coordinator that it has joined.</summary>
internal sealed class LoadWorker(TimeProvider time)
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    public async Task RunAsync(WorkerJoin join, CancellationToken interrupted)
    {
        using WorkerConnection connection = await JoinAsync(join.Host, join.Port, interrupted).ConfigureAwait(false);
        try
        {
            await TakePartAsync(join, connection, interrupted).ConfigureAwait(false);
        }
        catch (IOException gone)
        {
            throw new CannotRunException($"The coordinator at {join} is gone.", gone);
        }
    }

    private async Task TakePartAsync(WorkerJoin join, WorkerConnection connection, CancellationToken interrupted)
    {
        await connection.WriteAsync(new WorkerMessage { Hello = join.Token }, interrupted).ConfigureAwait(false);
        WorkerPlan plan = (await connection.ReadAsync(interrupted).ConfigureAwait(false))?.Plan
            ?? throw new CannotRunException("The coordinator gave this worker no plan: is the token the same?");
        try
        {
            await RunAsync(plan, join.Drivers, connection, interrupted).ConfigureAwait(false);
        }
        catch (CannotRunException refusal)
        {
            await TellAsync(connection, new WorkerMessage { Error = refusal.Message }).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<WorkerConnection> JoinAsync(string host, int port, CancellationToken interrupted)
    {
        long begin = time.GetTimestamp();
        while (true)
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync(host, port, interrupted).ConfigureAwait(false);
                return new WorkerConnection(client);
            }
            catch (SocketException failure)
            {
                client.Dispose();
                if (time.GetElapsedTime(begin) > JoinLimit)
                {
                    throw new CannotRunException($"No coordinator answers at {host}:{port}: {failure.Message.TrimEnd('.')}.", failure);
                }

                // In a cluster a worker may well be there before its coordinator.
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, interrupted).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(WorkerPlan plan, IReadOnlyList<ClientKind> drivers, WorkerConnection connection, CancellationToken interrupted)
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
        if ((await connection.ReadAsync(interrupted).ConfigureAwait(false))?.Start is not true)
        {
            throw new CannotRunException("The coordinator has this worker drive nothing: it is gone, or another worker cannot take part.");
        }

        await DriveAsync(options, plan, stage, connection, interrupted).ConfigureAwait(false);
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

    private async Task DriveAsync(
        RunOptions options, WorkerPlan plan, PreparedStage stage, WorkerConnection connection, CancellationToken interrupted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        using var ended = new CancellationTokenSource();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        using var run = new LoadTestRun(
            options.Scenario, options.Plan(), stage.Groups, control: null, time, drainLimit: null, new WorkerShare(plan.Index, plan.Count));
        Task<bool> listening = ListenAsync(connection, stop, ended.Token);
        Task driving = run.RunAsync(stop.Token);
        using (var timer = new PeriodicTimer(ProgressInterval, time))
        {
            while (await Task.WhenAny(driving, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()).ConfigureAwait(false) != driving)
            {
                await TellAsync(connection, new WorkerMessage { Progress = run.Progress() }).ConfigureAwait(false);
            }
        }

        await driving.ConfigureAwait(false);
        if (listening.IsCompleted && await listening.ConfigureAwait(false))
        {
            throw new CannotRunException("The coordinator is gone, and with it what this worker measured.");
        }

        var keys = run.IssuedKeys;
        var result = new WorkerResult(
            run.States(),
            [.. stage.Groups.Select(group => group.Client.Sdk)],
            keys.Issued,
            keys.Compared,
            keys.Distinct,
            run.Elapsed.TotalSeconds,
            (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds);
        await connection.WriteAsync(new WorkerMessage { Result = result }, CancellationToken.None).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(false);
    }

    private static async Task TellAsync(WorkerConnection connection, WorkerMessage message)
    {
        try
        {
            await connection.WriteAsync(message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The coordinator is gone, which is for the listener to notice.
        }
    }

    /// <summary>Stops the load where the coordinator says so, or is gone.</summary>
    /// <returns>Whether it is gone.</returns>
    private static async Task<bool> ListenAsync(WorkerConnection connection, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            WorkerMessage? message = await connection.ReadAsync(ended).ConfigureAwait(false);
            if (message is null || message.Stop is true)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }

            return message is null;
        }
        catch (OperationCanceledException)
        {
            // The run is over; nobody need be listened to.
            return false;
        }
    }
}
