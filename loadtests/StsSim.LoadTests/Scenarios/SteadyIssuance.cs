using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class SteadyIssuance : Scenario
{
    public override string Name => "steady-issuance";

    public override string Shows =>
        "Latency and refusals at a constant rate under the quota the endpoint already has; works against any endpoint.";

    public override ScenarioPlan Plan(ScenarioSettings settings) => new(
        [new Phase("steady", TimeSpan.Zero, settings.Duration)],
        [new Inject(settings.Rate, settings.Duration)],
        ArrivalSpacing.Poisson);

    public override async Task RunAsync(Iteration iteration) =>
        await iteration.StepAsync(StsRequest.GetFederationToken(FederatedUserNames.Draw(iteration))).ConfigureAwait(false);
}
