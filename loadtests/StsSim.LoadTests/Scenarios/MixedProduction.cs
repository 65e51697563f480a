using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class MixedProduction : Scenario
{
    // Of a hundred calls: what a company with pods on EKS, CI roles and a portal that federates its users asks of STS.
    private static readonly ScenarioParameter WebIdentity = new("webIdentity", 40, "weight of AssumeRoleWithWebIdentity", 0, 1_000);
    private static readonly ScenarioParameter Role = new("assumeRole", 30, "weight of AssumeRole", 0, 1_000);
    private static readonly ScenarioParameter Identity = new("callerIdentity", 20, "weight of GetCallerIdentity", 0, 1_000);
    private static readonly ScenarioParameter Federation = new("federationToken", 8, "weight of GetFederationToken", 0, 1_000);
    private static readonly ScenarioParameter Session = new("sessionToken", 2, "weight of GetSessionToken", 0, 1_000);

    public override string Name => "mixed-production";

    public override string Shows =>
        "A day's mix of operations, each with figures of its own: pods with web identities, roles for CI, caller checks and federated users.";

    public override ScenarioNeeds Needs => ScenarioNeeds.LeasedAccounts;

    public override IReadOnlyList<ScenarioParameter> Parameters => [WebIdentity, Role, Identity, Federation, Session];

    public override ScenarioPlan Plan(ScenarioSettings settings) => new(
        [new Phase("steady", TimeSpan.Zero, settings.Duration)],
        [new Inject(settings.Rate, settings.Duration)],
        ArrivalSpacing.Poisson);

    public override async Task PrepareAsync(GroupStage stage, CancellationToken cancellationToken) =>
        stage.WebIdentityToken = await stage.Control!.MintTokenAsync(stage.Settings.Duration + TimeSpan.FromMinutes(10), cancellationToken).ConfigureAwait(false);

    public override async Task RunAsync(Iteration iteration)
    {
        ScenarioSettings settings = iteration.Stage.Settings;
        TargetAccount account = iteration.Stage.Account;
        double drawn = iteration.Random.NextDouble()
            * (settings[WebIdentity] + settings[Role] + settings[Identity] + settings[Federation] + settings[Session]);
        string name = FederatedUserNames.Draw(iteration);
        StsRequest request =
            (drawn -= settings[WebIdentity]) < 0 ? StsRequest.AssumeRoleWithWebIdentity(account.WebRoleArn, name, iteration.Stage.WebIdentityToken!)
            : (drawn -= settings[Role]) < 0 ? StsRequest.AssumeRole(account.RoleArn, name)
            : (drawn -= settings[Identity]) < 0 ? StsRequest.GetCallerIdentity
            : drawn - settings[Federation] < 0 ? StsRequest.GetFederationToken(name)
            : StsRequest.GetSessionToken();
        await iteration.StepAsync(request).ConfigureAwait(false);
    }
}
