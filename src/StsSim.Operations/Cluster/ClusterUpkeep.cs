using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StsSim.Operations.Accounts;
using StsSim.Operations.Ledgers;

namespace StsSim.Operations.Cluster;

/// <summary>
/// What a gateway does beside answering: tells the ledgers what was issued, and gives back quota tokens that it holds
/// and does not use.
/// </summary>
public sealed partial class ClusterUpkeep(LedgerJournal journal, AccountCache accounts, TimeProvider time, ILogger<ClusterUpkeep> logger)
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
        foreach (Account account in accounts.Known)
        {
            account.Leases.SettleIdle(Interval);
        }

        try
        {
            await journal.FlushAsync();
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            LedgerFlushFailed(e); // the journal kept the batch and tries again
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledgers could not be told what was issued; it is kept and tried again")]
    private partial void LedgerFlushFailed(Exception exception);
}
