using System.Text.Json.Serialization;

namespace StsSim.Testing;

/// <summary>Quotas as they are sent: whole, for <see langword="null"/> takes buckets away.</summary>
internal sealed record QuotasBody(
    Quota Default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Quota? PerFederatedUser,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Quota? PerPrincipal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Quota? PerSource,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] IReadOnlyDictionary<string, Quota>? Operations);
