using System.Text.Json.Nodes;

namespace StsSim.LoadTests.Scenarios;

/// <summary>How an account is to be when it is lent, as the control API spells it; <see langword="null"/> for what is usual.</summary>
internal sealed record LeaseTerms(JsonObject? Quotas = null, JsonArray? Faults = null, JsonObject? Clock = null)
{
    public static LeaseTerms None { get; } = new();

    public static LeaseTerms WithQuota(double requestsPerSecond, double burst) =>
        new(Quotas: new JsonObject { ["default"] = new JsonObject { ["requestsPerSecond"] = requestsPerSecond, ["burst"] = burst } });

    /// <param name="sessionTimeScale">How many times faster than the clock sessions age.</param>
    public LeaseTerms Ageing(double sessionTimeScale) => this with { Clock = new JsonObject { ["sessionTimeScale"] = sessionTimeScale } };
}
