using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class RetryStorm : Scenario
{
    private static readonly ScenarioParameter Probability = new("probability", 0.9, "share of the requests that fail during the outage", 0.01, 1);

    public override string Name => "retry-storm";

    public override string Shows =>
        "How far each client multiplies its requests while STS answers 503, and what is left of that once STS is well again.";

    public override ScenarioNeeds Needs => ScenarioNeeds.LeasedAccounts;

    public override IReadOnlyList<ScenarioParameter> Parameters => [Probability];

    public override IReadOnlyList<string> DefaultClients => ["dotnet-standard", "dotnet-no-retries", "naive"];

    public override ScenarioPlan Plan(ScenarioSettings settings)
    {
        TimeSpan third = settings.Duration / 3;
        var outage = new JsonObject
        {
            ["id"] = "storm",
            ["probability"] = settings[Probability],
            ["effect"] = new JsonObject { ["type"] = "error", ["code"] = "ServiceUnavailable" },
        };
        return new ScenarioPlan(
            [
                new Phase("baseline", TimeSpan.Zero, third),
                new Phase("outage", third, third) { Faults = [outage] },
                new Phase("recovery", third * 2, settings.Duration - (third * 2)),
            ],
            [new Inject(settings.Rate, settings.Duration)],
            ArrivalSpacing.Poisson);
    }

    public override async Task RunAsync(Iteration iteration) =>
        await iteration.StepAsync(StsRequest.GetFederationToken(FederatedUserNames.Draw(iteration))).ConfigureAwait(false);
}
