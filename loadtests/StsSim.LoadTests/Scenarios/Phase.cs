using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Scenarios;

/// <summary>A named stretch of a run; invocations belong to the phase of their intended start.</summary>
/// <param name="Quota">What every client group's bucket is set to when the phase begins; null leaves it alone.</param>
internal sealed record Phase(string Name, TimeSpan Start, TimeSpan Duration, Quota? Quota = null)
{
    /// <summary>The fault rules of the leased accounts from the phase's beginning to its end, as the control API spells them.</summary>
    public IReadOnlyList<JsonObject> Faults { get; init; } = [];

    public TimeSpan End => Start + Duration;
}
