using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class PresignedCallerIdentity : Scenario
{
    public override string Name => "presigned-caller-identity";

    public override string Shows =>
        "The load of EKS's authenticator: presigned GetCallerIdentity URLs with a cluster's name signed in; works against any endpoint.";

    // The AWS SDK for .NET presigns no calls of STS.
    public override IReadOnlyList<string> DefaultClients => ["raw"];

    public override ScenarioPlan Plan(ScenarioSettings settings) => new(
        [new Phase("steady", TimeSpan.Zero, settings.Duration)],
        [new Inject(settings.Rate, settings.Duration)],
        ArrivalSpacing.Poisson);

    public override async Task RunAsync(Iteration iteration) => await iteration
        .StepAsync("presigned GetCallerIdentity", StsRequest.GetCallerIdentity with { PresignedForCluster = "load-test" })
        .ConfigureAwait(false);
}
