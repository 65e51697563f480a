using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class SteadyIssuance : Scenario
{
    public override string Name => "steady-issuance";

    public override string Shows =>
        "Latency and refusals at a constant rate under the quota the endpoint already has; works against any endpoint.";

    public override bool NeedsQuotaControl => false;

    public override ScenarioPlan Plan(TimeSpan duration, double ratePerSecond) => new(
        [new Phase("steady", TimeSpan.Zero, duration)],
        [new Inject(ratePerSecond, duration)],
        ArrivalSpacing.Poisson);
}
