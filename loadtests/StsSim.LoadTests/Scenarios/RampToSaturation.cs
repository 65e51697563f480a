using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class RampToSaturation : Scenario
{
    public override string Name => "ramp-to-saturation";

    public override string Shows =>
        "Where refusals or waiting begin as the rate climbs from nothing to --rate and stays there; works against any endpoint.";

    public override ScenarioPlan Plan(ScenarioSettings settings)
    {
        TimeSpan ramp = settings.Duration * 2 / 3;
        TimeSpan hold = settings.Duration - ramp;

        // Even gaps: on a ramp, chance bursts would blur the rate at which refusals begin.
        return new ScenarioPlan(
            [new Phase("ramp", TimeSpan.Zero, ramp), new Phase("hold", ramp, hold)],
            [new RampingInject(0, settings.Rate, ramp), new Inject(settings.Rate, hold)],
            ArrivalSpacing.Even);
    }

    public override async Task RunAsync(Iteration iteration) =>
        await iteration.StepAsync(StsRequest.GetFederationToken(FederatedUserNames.Draw(iteration))).ConfigureAwait(false);
}
