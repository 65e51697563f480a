namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>
/// Somebody to whom sessions are issued: their ledger, and their end. Key: <c>{account}/{holder}</c>, the holder as
/// <see cref="Accounts.SessionHolder"/> names it. It always exists; it is active only while somebody asks.
/// </summary>
[Alias("stssim.ISessionHolderGrain")]
public interface ISessionHolderGrain : IGrainWithStringKey
{
    static string KeyOf(string accountId, string holder) => $"{accountId}/{holder}";

    /// <summary>The holder's ledger, exact: every gateway flushes what it has not told yet before it is read.</summary>
    [Alias("GetLedger")]
    Task<SessionLedger> GetLedger();

    /// <summary>Ends every session issued so far; returns how many were still active.</summary>
    [Alias("RevokeSessions")]
    Task<long> RevokeSessions();
}
