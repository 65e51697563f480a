using StsSim.Compatibility.Tests.Clock;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>The world of roles under a clock that the test winds.</summary>
public sealed class MfaSimulator : WoundClockSimulator
{
    protected override string World => RolesWorld.Json;
}
