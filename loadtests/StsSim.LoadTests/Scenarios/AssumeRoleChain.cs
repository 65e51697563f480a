using System.Globalization;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class AssumeRoleChain : Scenario
{
    private static readonly ScenarioParameter Depth = new("depth", 3, "how many roles are assumed one from the other", 1, 10);

    private static readonly string[] Steps =
        [.. Enumerable.Range(1, 10).Select(link => string.Create(CultureInfo.InvariantCulture, $"AssumeRole {link}"))];

    public override string Name => "assume-role-chain";

    public override string Shows =>
        "What role chaining costs link by link: each AssumeRole is signed with the session of the one before, and one refusal loses the chain.";

    public override ScenarioNeeds Needs => ScenarioNeeds.LeasedAccounts;

    public override IReadOnlyList<ScenarioParameter> Parameters => [Depth];

    public override double DefaultRate => 20;

    public override ScenarioPlan Plan(ScenarioSettings settings) => new(
        [new Phase("steady", TimeSpan.Zero, settings.Duration)],
        [new Inject(settings.Rate, settings.Duration)],
        ArrivalSpacing.Poisson);

    public override async Task RunAsync(Iteration iteration)
    {
        int depth = (int)iteration.Stage.Settings[Depth];
        string name = FederatedUserNames.Draw(iteration);
        ClientCredentials? session = null;
        for (int link = 0; link < depth; link++)
        {
            StsRequest request = StsRequest.AssumeRole(iteration.Stage.Account.RoleArn, name) with { Credentials = session };
            StsReply reply = await iteration.StepAsync(Steps[link], request).ConfigureAwait(false);
            if (reply.Issued is null)
            {
                return;
            }

            session = reply.Issued.Credentials;
        }
    }
}
