using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

internal sealed class QuotaStepDown : Scenario
{
    // Comfortable means that Poisson bursts of the offered rate never meet the bucket's floor.
    private const double ComfortableQuota = 2;
    private const double ReducedQuota = 0.5;

    public override string Name => "quota-step-down";

    public override string Shows =>
        "How each retry mode takes the quota falling to half the offered rate, and how it comes back.";

    public override ScenarioNeeds Needs => ScenarioNeeds.QuotaControl;

    public override ScenarioPlan Plan(ScenarioSettings settings)
    {
        TimeSpan third = settings.Duration / 3;
        Quota comfortable = Quota.OfRate(settings.Rate * ComfortableQuota);
        Quota reduced = Quota.OfRate(settings.Rate * ReducedQuota);
        return new ScenarioPlan(
            [
                new Phase("baseline", TimeSpan.Zero, third, comfortable),
                new Phase("step-down", third, third, reduced),
                new Phase("recovery", third * 2, settings.Duration - (third * 2), comfortable),
            ],
            [new Inject(settings.Rate, settings.Duration)],
            ArrivalSpacing.Poisson);
    }

    public override async Task RunAsync(Iteration iteration) =>
        await iteration.StepAsync(StsRequest.GetFederationToken(FederatedUserNames.Draw(iteration))).ConfigureAwait(false);
}
