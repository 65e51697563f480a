namespace StsSim.LoadTests.Clients;

/// <summary>
/// The retry loop that much code in the field has around a call: whatever went wrong, once more at once, five times in
/// all; no backoff, no jitter, no budget.
/// </summary>
internal sealed class HandWrittenRetries(ICaller once) : ICaller
{
    private const int MostAttempts = 5;

    public async Task<InvocationOutcome> InvokeAsync(
        string name, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        InvocationOutcome? outcome = null;
        for (int attempt = 0; attempt < MostAttempts && outcome?.End is not (InvocationEnd.Ok or InvocationEnd.Unfinished); attempt++)
        {
            outcome = (await once.InvokeAsync(name, watcher, cancellationToken).ConfigureAwait(false)).After(outcome);
        }

        return outcome!;
    }

    public void Dispose() => once.Dispose();
}
