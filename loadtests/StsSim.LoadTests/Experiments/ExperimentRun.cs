using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Experiments;

/// <summary>One client group's part: an account of its own and the experiment that runs in it.</summary>
internal sealed class ExperimentRun(ControlApi control, ClientKind client, LeasedAccount account)
{
    private string? _id;
    private bool _hasEnded;

    public ClientKind Client => client;

    public LeasedAccount Account => account;

    public async Task StartAsync(ExperimentFile experiment, CancellationToken cancellationToken) =>
        _id = await control.StartExperimentAsync(account, experiment.Document, cancellationToken).ConfigureAwait(false);

    /// <summary>The simulator's report, once the experiment has run to its end, or has been stopped because it is not to.</summary>
    public async Task<ExperimentReport> EndAsync(bool stop, TimeProvider time, CancellationToken cancellationToken)
    {
        ExperimentReport report = await control.ReadExperimentAsync(_id!, cancellationToken).ConfigureAwait(false);
        while (report.State == "running")
        {
            if (stop)
            {
                report = await control.StopExperimentAsync(_id!, cancellationToken).ConfigureAwait(false);
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken).ConfigureAwait(false);
            report = await control.ReadExperimentAsync(_id!, cancellationToken).ConfigureAwait(false);
        }

        _hasEnded = true;
        return report;
    }

    /// <summary>Frees the account, and stops the experiment in it where it still runs.</summary>
    public async Task FreeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_id is not null && !_hasEnded)
            {
                await control.StopExperimentAsync(_id, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await control.FreeLeaseAsync(account, cancellationToken).ConfigureAwait(false);
        }
    }
}
