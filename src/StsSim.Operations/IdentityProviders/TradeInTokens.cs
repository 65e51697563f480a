using System.Text.Json;
using StsSim.Operations.Cluster;

namespace StsSim.Operations.IdentityProviders;

/// <summary>Writes and reads trade-in tokens, sealed under the cluster's key ring.</summary>
public sealed class TradeInTokens(ClusterLink cluster)
{
    public string Write(Delegation delegation) => cluster.Environment.TradeInTokens.Seal(JsonSerializer.SerializeToUtf8Bytes(delegation));

    /// <summary>The delegation, expired or not, or <see langword="null"/> for what is no token of this cluster.</summary>
    public Delegation? Open(string token) =>
        cluster.Environment.TradeInTokens.Open(token) is { } message ? JsonSerializer.Deserialize<Delegation>(message) : null;
}
