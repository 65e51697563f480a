using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Scenarios;

/// <summary>One invocation of a scenario on its way: what it draws from and what it sends with.</summary>
internal sealed class Iteration(int number, TimeSpan intendedStart, GroupStage stage, IStepRunner steps)
{
    private Random? _random;

    /// <summary>Counts the invocations of a client group over all processes that load is driven from.</summary>
    public int Number => number;

    /// <summary>Since the start of the run.</summary>
    public TimeSpan IntendedStart => intendedStart;

    public GroupStage Stage => stage;

    /// <summary>Of this invocation alone: the same seed draws the same for it, whatever else goes on.</summary>
    public Random Random => _random ??= new Random(unchecked((int)(((uint)stage.Settings.Seed * 2654435761u) ^ ((uint)number * 2246822519u))));

    /// <summary>How the steps so far ended, and what they took together; <see langword="null"/> before the first.</summary>
    public InvocationOutcome? Outcome { get; private set; }

    /// <summary>Makes one call and measures it under its name.</summary>
    public async ValueTask<StsReply> StepAsync(string step, StsRequest request)
    {
        StsReply reply = await steps.SendAsync(step, request).ConfigureAwait(false);
        Outcome = reply.Outcome.AfterStep(Outcome);
        return reply;
    }

    /// <summary>As <see cref="StepAsync(string, StsRequest)"/>, under the name of the operation.</summary>
    public ValueTask<StsReply> StepAsync(StsRequest request) => StepAsync(request.Operation, request);
}
