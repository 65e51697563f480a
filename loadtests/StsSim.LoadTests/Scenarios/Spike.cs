using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class Spike : Scenario
{
    private static readonly ScenarioParameter Times = new("times", 10, "how many times --rate the spike offers", 1.5, 1_000);
    private static readonly ScenarioParameter Seconds = new("spikeSeconds", 3, "how long the spike lasts", 0.5, 3_600);

    public override string Name => "spike";

    public override string Shows =>
        "What a sudden spike leaves behind: refusals while it lasts, and how long retries carry it on; works against any endpoint.";

    public override IReadOnlyList<ScenarioParameter> Parameters => [Times, Seconds];

    public override ScenarioPlan Plan(ScenarioSettings settings)
    {
        TimeSpan spike = TimeSpan.FromSeconds(Math.Min(settings[Seconds], settings.Duration.TotalSeconds / 2));
        TimeSpan before = (settings.Duration - spike) / 3;
        TimeSpan after = settings.Duration - spike - before;
        return new ScenarioPlan(
            [new Phase("before", TimeSpan.Zero, before), new Phase("spike", before, spike), new Phase("after", before + spike, after)],
            [new Inject(settings.Rate, before), new Inject(settings.Rate * settings[Times], spike), new Inject(settings.Rate, after)],
            ArrivalSpacing.Poisson);
    }

    public override async Task RunAsync(Iteration iteration) =>
        await iteration.StepAsync(StsRequest.GetFederationToken(FederatedUserNames.Draw(iteration))).ConfigureAwait(false);
}
