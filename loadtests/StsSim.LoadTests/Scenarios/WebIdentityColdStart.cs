using System.Globalization;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class WebIdentityColdStart : Scenario
{
    private static readonly ScenarioParameter Pods = new("pods", 200, "pods that start, each with one token to exchange", 1, 100_000);
    private static readonly ScenarioParameter Quota = new("quota", 30, "requests per second of each group's account", 1, 100_000);

    public override string Name => "web-identity-cold-start";

    public override string Shows =>
        "How long pods with service account tokens (IRSA) wait for their first credentials when a whole fleet starts at once.";

    public override ScenarioNeeds Needs => ScenarioNeeds.LeasedAccounts;

    public override IReadOnlyList<ScenarioParameter> Parameters => [Pods, Quota];

    public override IReadOnlyList<string> DefaultClients => ["dotnet-standard", "dotnet-no-retries"];

    public override TimeSpan DefaultDuration => TimeSpan.FromSeconds(15);

    public override LeaseTerms TermsOf(ScenarioSettings settings, int index) => LeaseTerms.WithQuota(settings[Quota], settings[Quota]);

    public override ScenarioPlan Plan(ScenarioSettings settings)
    {
        // All within the first tenth, as a scheduler starts them; what follows is the waiting.
        TimeSpan start = settings.Duration / 10;
        return new ScenarioPlan(
            [new Phase("start", TimeSpan.Zero, start), new Phase("settling", start, settings.Duration - start)],
            [new Inject(settings[Pods] / start.TotalSeconds, start), new Pause(settings.Duration - start)],
            ArrivalSpacing.Even);
    }

    public override async Task PrepareAsync(GroupStage stage, CancellationToken cancellationToken) =>
        stage.WebIdentityToken = await stage.Control!.MintTokenAsync(stage.Settings.Duration + TimeSpan.FromMinutes(10), cancellationToken).ConfigureAwait(false);

    public override async Task RunAsync(Iteration iteration)
    {
        string pod = string.Create(CultureInfo.InvariantCulture, $"pod-{iteration.Number:D4}");
        var request = StsRequest.AssumeRoleWithWebIdentity(iteration.Stage.Account.WebRoleArn, pod, iteration.Stage.WebIdentityToken!);
        await iteration.StepAsync(request).ConfigureAwait(false);
    }
}
