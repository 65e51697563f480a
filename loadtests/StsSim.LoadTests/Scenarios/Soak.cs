using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class Soak : Scenario
{
    private const int Quarters = 4;

    public override string Name => "soak";

    public override string Shows =>
        "Whether latency or failures creep up over a long steady run, quarter by quarter; works against any endpoint.";

    public override IReadOnlyList<string> DefaultClients => ["dotnet-standard"];

    public override TimeSpan DefaultDuration => TimeSpan.FromMinutes(30);

    public override ScenarioPlan Plan(ScenarioSettings settings)
    {
        TimeSpan quarter = settings.Duration / Quarters;
        return new ScenarioPlan(
            [
                new Phase("first quarter", TimeSpan.Zero, quarter),
                new Phase("second quarter", quarter, quarter),
                new Phase("third quarter", quarter * 2, quarter),
                new Phase("last quarter", quarter * 3, settings.Duration - (quarter * 3)),
            ],
            [new Inject(settings.Rate, settings.Duration)],
            ArrivalSpacing.Poisson);
    }

    public override async Task RunAsync(Iteration iteration) =>
        await iteration.StepAsync(StsRequest.GetFederationToken(FederatedUserNames.Draw(iteration))).ConfigureAwait(false);
}
