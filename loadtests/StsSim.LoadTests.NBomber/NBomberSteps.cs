using NBomber.Contracts;
using NBomber.CSharp;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.NBomber;

/// <summary>Has NBomber measure each step of an invocation.</summary>
internal sealed class NBomberSteps(IScenarioContext context, IStsClient client) : IStepRunner
{
    public async ValueTask<StsReply> SendAsync(string step, StsRequest request)
    {
        StsReply reply = default;
        await Step.Run<object>(step, context, async () =>
        {
            reply = await client.SendAsync(request, UnwatchedWire.Instance, context.ScenarioCancellationToken).ConfigureAwait(false);
            return ScenarioAdapter.ResponseOf(reply.Outcome);
        }).ConfigureAwait(false);
        return reply;
    }
}
