namespace StsSim.LoadTests.Workers;

/// <summary>A worker that has joined.</summary>
/// <param name="Name">What it calls itself: its machine, in a cluster its pod.</param>
internal sealed record WorkerSeat(WorkerConnection Connection, string Name)
{
    /// <summary>
    /// The first thing that the worker says after its hello. It is listened to from the start, for a worker that is lost
    /// before it has its plan must not be counted on.
    /// </summary>
    public Task<WorkerMessage?> Answer { get; } = Connection.ReadAsync(CancellationToken.None);

    /// <summary>Says something to the worker; that it is gone shows where it is listened to.</summary>
    public async Task TellAsync(WorkerMessage message)
    {
        try
        {
            await Connection.WriteAsync(message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // There is nobody to be told.
        }
    }

    public override string ToString() => Name;
}
