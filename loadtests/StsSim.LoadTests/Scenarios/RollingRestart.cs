using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class RollingRestart : Scenario
{
    private static readonly ScenarioParameter Quota = new("quota", 30, "requests per second of each fleet's account", 1, 100_000);
    private static readonly ScenarioParameter Compression = new("timeScale", 60, "how many times faster than the clock sessions age", 1, 10_000);

    public override string Name => "rolling-restart";

    public override string Shows =>
        "What restarting a fleet pod by pod costs in calls, and whether its pods get credentials in time under a quota, with the refresh logic of real SDKs.";

    public override ScenarioNeeds Needs => ScenarioNeeds.LeasedAccounts;

    public override IReadOnlyList<ScenarioParameter> Parameters => [PodFleet.Pods, PodFleet.TokenSeconds, Compression, Quota];

    public override IReadOnlyList<string> DefaultClients => ["dotnet-standard", "dotnet-no-retries"];

    public override LeaseTerms TermsOf(ScenarioSettings settings, int index) =>
        LeaseTerms.WithQuota(settings[Quota], settings[Quota]).Ageing(settings[Compression]);

    public override ScenarioPlan Plan(ScenarioSettings settings)
    {
        (TimeSpan begin, TimeSpan end) = Window(settings.Duration);
        return new ScenarioPlan(
            [
                new Phase("before", TimeSpan.Zero, begin),
                new Phase("restart", begin, end - begin),
                new Phase("after", end, settings.Duration - end),
            ],
            [new Inject(settings.Rate, settings.Duration)],
            ArrivalSpacing.Even);
    }

    public override Task RunAsync(Iteration iteration)
    {
        ScenarioSettings settings = iteration.Stage.Settings;
        (TimeSpan begin, TimeSpan end) = Window(settings.Duration);

        // Pods restart one after the other, evenly over the window; what runs is then of the next generation.
        return PodFleet.UseAsync(
            iteration,
            settings[Compression],
            pod => iteration.IntendedStart >= begin + ((end - begin) * (pod / settings[PodFleet.Pods])) ? 1 : 0);
    }

    private static (TimeSpan Begin, TimeSpan End) Window(TimeSpan duration) => (duration / 3, duration * 2 / 3);
}
