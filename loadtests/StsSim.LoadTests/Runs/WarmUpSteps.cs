using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Calls that belong to no measurement, made before it: what does not work at all comes to light here, and ends the run.</summary>
/// <param name="clientName">As the user calls it.</param>
internal sealed class WarmUpSteps(IStsClient client, string clientName, Uri endpoint, TimeProvider time, CancellationToken interrupted) : IStepRunner
{
    // Longer than any backoff; only who never answers takes so long.
    private static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(2);

    public async ValueTask<StsReply> SendAsync(string step, StsRequest request)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, interrupted);
        StsReply reply = await client.SendAsync(request, UnwatchedWire.Instance, over.Token).ConfigureAwait(false);
        interrupted.ThrowIfCancellationRequested();
        return reply.Outcome switch
        {
            { ErrorCode: InvocationOutcome.UnsupportedOperation } =>
                throw new CannotRunException($"The client {clientName} does not know how to make the calls of this load: {request.Operation}."),
            { End: InvocationEnd.Failed } =>
                throw new CannotRunException($"{endpoint} does not serve {request.Operation} as this load needs it: {clientName} got {reply.Outcome.ErrorCode}."),
            { End: InvocationEnd.Unfinished } =>
                throw new CannotRunException($"The client {clientName} had not ended a {request.Operation} after {CallLimit.TotalMinutes:0} minutes."),
            _ => reply,
        };
    }
}
