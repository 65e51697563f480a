using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Experiments;

/// <summary>An experiment seen as a scenario: its phases, and a steady load through all of them.</summary>
/// <param name="head">
/// How much earlier the simulator may have begun. It ends as much earlier and takes its faults away, so the load is over by
/// then: what comes after the last phase is not to be taken for its end.
/// </param>
internal sealed class ExperimentScenario(ExperimentFile experiment, TimeSpan head) : Scenario
{
    public override string Name => experiment.Name;

    public override string Shows => experiment.Description;

    // Even gaps: what a phase does to goodput must not be mistaken for what chance does.
    public override ScenarioPlan Plan(ScenarioSettings settings)
    {
        var phases = new List<Phase>();
        foreach (ExperimentPhase phase in experiment.Phases)
        {
            phases.Add(new Phase(phase.Name, phases.Count == 0 ? TimeSpan.Zero : phases[^1].End, phase.Duration));
        }

        TimeSpan half = phases[^1].Duration / 2;
        return new ScenarioPlan(phases, [new Inject(settings.Rate, settings.Duration - (head < half ? head : half))], ArrivalSpacing.Even);
    }

    public override async Task RunAsync(Iteration iteration) =>
        await iteration.StepAsync(RequestOf(iteration.Stage, FederatedUserNames.Draw(iteration))).ConfigureAwait(false);

    /// <param name="name">Of the session, where one is asked for.</param>
    public StsRequest RequestOf(GroupStage stage, string name)
    {
        ExperimentLoad load = experiment.Load;
        return stage.Kind.IsFleet ? StsRequest.AssumeRole(stage.Account.RoleArn, name, load.SessionSeconds) : load.Operation switch
        {
            nameof(StsRequest.GetCallerIdentity) => StsRequest.GetCallerIdentity,
            nameof(StsRequest.AssumeRole) => StsRequest.AssumeRole(stage.Account.RoleArn, name, load.SessionSeconds),
            nameof(StsRequest.AssumeRoleWithWebIdentity) =>
                StsRequest.AssumeRoleWithWebIdentity(stage.Account.WebRoleArn, name, stage.WebIdentityToken!, load.SessionSeconds),
            _ => StsRequest.GetFederationToken(name, load.SessionSeconds),
        };
    }
}
