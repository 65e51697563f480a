using System.Text.Json.Serialization;

namespace StsSim.Testing;

/// <summary>Quotas as they are sent, where <see langword="null"/> takes a bucket away.</summary>
internal sealed record QuotasBody(Quota Default, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Quota? PerFederatedUser);
