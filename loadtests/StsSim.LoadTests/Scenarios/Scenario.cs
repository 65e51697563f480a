namespace StsSim.LoadTests.Scenarios;

/// <summary>A kind of traffic: when invocations start, and what each of them does.</summary>
internal abstract class Scenario
{
    public abstract string Name { get; }

    /// <summary>One sentence on what a run of it shows.</summary>
    public abstract string Shows { get; }

    public virtual ScenarioNeeds Needs => ScenarioNeeds.AnyEndpoint;

    /// <summary>What can be changed about it besides duration, rate and seed.</summary>
    public virtual IReadOnlyList<ScenarioParameter> Parameters => [];

    /// <summary>The kinds of clients it is run with where the user names none.</summary>
    public virtual IReadOnlyList<string> DefaultClients => ["dotnet-standard", "dotnet-adaptive", "dotnet-no-retries"];

    public virtual TimeSpan DefaultDuration => TimeSpan.FromSeconds(30);

    /// <summary>Invocations per second offered by each client group.</summary>
    public virtual double DefaultRate => 60;

    /// <summary>How many accounts each client group is lent, where the scenario needs leased ones.</summary>
    public virtual int AccountsPerGroup(ScenarioSettings settings) => 1;

    /// <summary>How the leased accounts are to be: <c>quotas</c>, <c>faults</c> and <c>clock</c>, as the control API spells them.</summary>
    /// <param name="index">Which of a group's accounts.</param>
    public virtual LeaseTerms TermsOf(ScenarioSettings settings, int index) => LeaseTerms.None;

    public abstract ScenarioPlan Plan(ScenarioSettings settings);

    /// <summary>Makes ready what the invocations of one client group need, before the clock starts.</summary>
    public virtual Task PrepareAsync(GroupStage stage, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>One invocation: its steps, one after the other.</summary>
    public abstract Task RunAsync(Iteration iteration);
}
