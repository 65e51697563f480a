using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Experiments;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Cluster;

/// <summary>
/// What a gateway does beside answering: tells the ledgers what was issued, experiments what was answered and the observatory what
/// clients did, and gives back quota tokens that it holds and does not use.
/// </summary>
public sealed partial class ClusterUpkeep(
    LedgerJournal journal,
    ExperimentRecorder experiments,
    ClientObserver clients,
    AccessKeyUsage usage,
    AccountCache accounts,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    ILogger<ClusterUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // When keys were last used is told every five seconds.
    private const int RoundsPerUsage = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            for (int round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
            {
                await RunOnceAsync(tellUsage: round % RoundsPerUsage == 0);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping; what is left is flushed when the gateway leaves the cluster.
        }
    }

    private async Task RunOnceAsync(bool tellUsage)
    {
        try
        {
            foreach (Account account in accounts.Known)
            {
                account.Leases.SettleIdle(Interval);
            }

            await journal.TellRoundAsync();
            await experiments.FlushAsync();
            await clients.FlushAsync();
            if (tellUsage)
            {
                await usage.FlushAsync();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            UpkeepFailed(e); // the journals kept what they could not tell, and the next round tries again
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ledgers or leases could not be kept up; it is tried again")]
    private partial void UpkeepFailed(Exception exception);
}
