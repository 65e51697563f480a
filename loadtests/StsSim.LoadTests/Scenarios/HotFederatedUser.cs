using System.Globalization;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class HotFederatedUser : Scenario
{
    private static readonly ScenarioParameter Share = new("hotShare", 0.5, "share of the invocations that are for the one hot user", 0.01, 1);
    private static readonly ScenarioParameter Users = new("users", 1_000, "how many users share the rest", 1, 10_000_000);

    public override string Name => "hot-federated-user";

    public override string Shows =>
        "Whether one federated user that gets most of the tokens slows the many others down; works against any endpoint.";

    public override IReadOnlyList<ScenarioParameter> Parameters => [Share, Users];

    public override ScenarioPlan Plan(ScenarioSettings settings) => new(
        [new Phase("steady", TimeSpan.Zero, settings.Duration)],
        [new Inject(settings.Rate, settings.Duration)],
        ArrivalSpacing.Poisson);

    public override async Task RunAsync(Iteration iteration)
    {
        ScenarioSettings settings = iteration.Stage.Settings;
        if (iteration.Random.NextDouble() < settings[Share])
        {
            await iteration.StepAsync("hot user", StsRequest.GetFederationToken("hot-user")).ConfigureAwait(false);
            return;
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"user-{iteration.Random.Next((int)settings[Users])}");
        await iteration.StepAsync("other users", StsRequest.GetFederationToken(name)).ConfigureAwait(false);
    }
}
