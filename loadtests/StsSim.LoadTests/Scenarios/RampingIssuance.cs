using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class RampingIssuance : Scenario
{
    public override string Name => "ramping-issuance";

    public override string Shows =>
        "Where refusals begin as the rate climbs from nothing to --rate and stays there; works against any endpoint.";

    public override bool NeedsQuotaControl => false;

    public override ScenarioPlan Plan(TimeSpan duration, double ratePerSecond)
    {
        TimeSpan ramp = duration * 2 / 3;
        TimeSpan hold = duration - ramp;

        // Even gaps: on a ramp, chance bursts would blur the rate at which refusals begin.
        return new ScenarioPlan(
            [new Phase("ramp", TimeSpan.Zero, ramp), new Phase("hold", ramp, hold)],
            [new RampingInject(0, ratePerSecond, ramp), new Inject(ratePerSecond, hold)],
            ArrivalSpacing.Even);
    }
}
