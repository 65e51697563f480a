using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Scenarios;

/// <summary>What the invocations of one client group find ready.</summary>
/// <param name="Accounts">At least one; the first is the one that the group's client signs for.</param>
/// <param name="Control">The simulator's control API; <see langword="null"/> where the target is not known to have one.</param>
internal sealed record GroupStage(
    ClientGroup Group, ClientKind Kind, ScenarioSettings Settings, IReadOnlyList<TargetAccount> Accounts, ControlApi? Control)
{
    public TargetAccount Account => Accounts[0];

    /// <summary>A token of the simulator's own OIDC issuer, where the scenario has asked for one.</summary>
    public string? WebIdentityToken { get; set; }
}
