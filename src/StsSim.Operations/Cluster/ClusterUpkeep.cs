using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Operations.Accounts;
using StsSim.Operations.Ledgers;

namespace StsSim.Operations.Cluster;

/// <summary>
/// What a gateway does beside answering: tells the ledgers what was issued, and gives back quota tokens that it holds
/// and does not use.
/// </summary>
public sealed partial class ClusterUpkeep(LedgerJournal journal, AccountCache accounts, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time, ILogger<ClusterUpkeep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping; what is left is flushed when the gateway leaves the cluster.
        }
    }

    private async Task RunOnceAsync()
    {
        try
        {
            foreach (Account account in accounts.Known)
            {
                account.Leases.SettleIdle(Interval);
            }

            await journal.FlushAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            UpkeepFailed(e); // the journal kept what it could not tell, and the next round tries again
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledgers could not be told what was issued, or leases not be settled; both are tried again")]
    private partial void UpkeepFailed(Exception exception);
}
