using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StsSim.Operations.Cluster;

/// <summary>
/// Makes sure every second that the cluster knows this gateway, so that one that is cut off notices, and one that was taken
/// for dead catches up. By the machine's clock, unlike what a gateway does for the simulated world (<see cref="ClusterUpkeep"/>).
/// </summary>
public sealed partial class ClusterRenewal(ClusterLink cluster, ClusterContact contact, ILogger<ClusterRenewal> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        bool wasCurrent = true;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Exception? failure = await RenewAsync();
                bool isCurrent = contact.IsCurrent;
                if (isCurrent != wasCurrent)
                {
                    Told(isCurrent, failure);
                }

                wasCurrent = isCurrent;
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping; the gateway leaves the cluster when its requests are done.
        }
    }

    private async Task<Exception?> RenewAsync()
    {
        try
        {
            await cluster.JoinAsync();
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            RenewalFailed(e); // what is held is good for a while, and the next round tries again
            return e;
        }
    }

    private void Told(bool isCurrent, Exception? failure)
    {
        if (isCurrent)
        {
            ContactRegained();
        }
        else
        {
            ContactLost(failure, ClusterContact.Longest.TotalSeconds);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The cluster did not confirm this gateway; it is asked again")]
    private partial void RenewalFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Out of touch with the cluster for {Seconds} s: requests are answered 503 until it is back")]
    private partial void ContactLost(Exception? exception, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "In touch with the cluster again; everything was read anew")]
    private partial void ContactRegained();
}
