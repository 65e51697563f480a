namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>The sessions of all holders of an account. Key: the account id.</summary>
[Alias("stssim.IAccountSessionsGrain")]
public interface IAccountSessionsGrain : IGrainWithStringKey
{
    /// <summary>What became of all of them, exact: every gateway flushes what it has not told yet before they are summed.</summary>
    [Alias("GetTotals")]
    Task<LedgerTotals> GetTotals();
}
