using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class HotAccount : Scenario
{
    private static readonly ScenarioParameter Share = new("hotShare", 0.5, "share of the invocations that go to the one hot account", 0.01, 1);
    private static readonly ScenarioParameter Accounts = new("accounts", 10, "accounts of each client group, the hot one included", 2, 200);
    private static readonly ScenarioParameter Quota = new("quota", 20, "requests per second of each account", 1, 100_000);

    public override string Name => "hot-account";

    public override string Shows =>
        "Whether one account that runs into its quota takes anything from the many that do not.";

    public override ScenarioNeeds Needs => ScenarioNeeds.LeasedAccounts;

    public override IReadOnlyList<ScenarioParameter> Parameters => [Share, Accounts, Quota];

    public override IReadOnlyList<string> DefaultClients => ["dotnet-standard", "dotnet-no-retries"];

    public override int AccountsPerGroup(ScenarioSettings settings) => (int)settings[Accounts];

    public override LeaseTerms TermsOf(ScenarioSettings settings, int index) => LeaseTerms.WithQuota(settings[Quota], settings[Quota]);

    public override ScenarioPlan Plan(ScenarioSettings settings) => new(
        [new Phase("steady", TimeSpan.Zero, settings.Duration)],
        [new Inject(settings.Rate, settings.Duration)],
        ArrivalSpacing.Poisson);

    public override async Task RunAsync(Iteration iteration)
    {
        IReadOnlyList<TargetAccount> accounts = iteration.Stage.Accounts;
        bool isHot = iteration.Random.NextDouble() < iteration.Stage.Settings[Share];
        TargetAccount account = isHot ? accounts[0] : accounts[1 + iteration.Random.Next(accounts.Count - 1)];
        StsRequest request = StsRequest.GetFederationToken(FederatedUserNames.Draw(iteration)) with { Credentials = account.Credentials };
        await iteration.StepAsync(isHot ? "hot account" : "other accounts", request).ConfigureAwait(false);
    }
}
