using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class ThunderingHerdAtExpiry : Scenario
{
    private static readonly ScenarioParameter Expiries = new("expiries", 3, "how often sessions expire within the run; their time is compressed to that", 1, 100);
    private static readonly ScenarioParameter Quota = new("quota", 30, "requests per second of each fleet's account", 1, 100_000);

    public override string Name => "thundering-herd-at-expiry";

    public override string Shows =>
        "How a fleet that began together renews together: the herd that the refresh logic of real SDKs makes of equal lifetimes, under a quota.";

    public override ScenarioNeeds Needs => ScenarioNeeds.LeasedAccounts;

    public override IReadOnlyList<ScenarioParameter> Parameters => [PodFleet.Pods, PodFleet.TokenSeconds, Expiries, Quota];

    public override IReadOnlyList<string> DefaultClients => ["dotnet-standard", "dotnet-no-retries"];

    public override LeaseTerms TermsOf(ScenarioSettings settings, int index) =>
        LeaseTerms.WithQuota(settings[Quota], settings[Quota]).Ageing(TimeScale(settings));

    public override ScenarioPlan Plan(ScenarioSettings settings) => new(
        [new Phase("fleet", TimeSpan.Zero, settings.Duration)],
        [new Inject(settings.Rate, settings.Duration)],
        ArrivalSpacing.Even);

    public override Task RunAsync(Iteration iteration) =>
        PodFleet.UseAsync(iteration, TimeScale(iteration.Stage.Settings), static _ => 0);

    private static double TimeScale(ScenarioSettings settings) =>
        Math.Max(1, Math.Round(settings[PodFleet.TokenSeconds] * settings[Expiries] / settings.Duration.TotalSeconds));
}
