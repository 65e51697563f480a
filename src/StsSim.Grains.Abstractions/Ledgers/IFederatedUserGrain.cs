using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>
/// A federated user: the sessions issued to it, their expiry, their revocation, and its own throttle where the account
/// has one. Key: <c>{account}/{name}</c>. It always exists; it is active only while somebody asks, throttles or revokes.
/// </summary>
[Alias("stssim.IFederatedUserGrain")]
public interface IFederatedUserGrain : ITokenLessor
{
    static string KeyOf(string accountId, string name) => $"{accountId}/{name}";

    /// <summary>The user's ledger, exact: every gateway flushes what it has not told yet before it is read.</summary>
    [Alias("GetLedger")]
    Task<FederatedUserLedger> GetLedger();

    /// <summary>Ends every session issued so far; returns how many were still active.</summary>
    [Alias("RevokeSessions")]
    Task<long> RevokeSessions();
}
