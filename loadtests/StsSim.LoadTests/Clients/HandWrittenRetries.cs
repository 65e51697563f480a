namespace StsSim.LoadTests.Clients;

/// <summary>
/// The retry loop that much code in the field has around a call: whatever went wrong, once more at once, five times in
/// all; no backoff, no jitter, no budget.
/// </summary>
internal sealed class HandWrittenRetries(IStsClient once) : IStsClient
{
    private const int MostAttempts = 5;

    public string? Sdk => once.Sdk;

    public async ValueTask<StsReply> SendAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        StsReply reply = default;
        for (int attempt = 0; attempt < MostAttempts && reply.Outcome?.End is not (InvocationEnd.Ok or InvocationEnd.Unfinished); attempt++)
        {
            InvocationOutcome? earlier = reply.Outcome;
            reply = await once.SendAsync(request, watcher, cancellationToken).ConfigureAwait(false);
            reply = reply with { Outcome = reply.Outcome.After(earlier) };
        }

        return reply;
    }

    public ValueTask DisposeAsync() => once.DisposeAsync();
}
