namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>What became of the sessions of many holders. Issued = active + expired + revoked.</summary>
/// <param name="Throttled">GetFederationToken calls that were refused.</param>
[GenerateSerializer, Immutable, Alias("stssim.LedgerTotals")]
public readonly record struct LedgerTotals(
    [property: Id(0)] long Issued,
    [property: Id(1)] long Active,
    [property: Id(2)] long Expired,
    [property: Id(3)] long Revoked,
    [property: Id(4)] long Throttled)
{
    public static LedgerTotals operator +(LedgerTotals a, LedgerTotals b) =>
        new(a.Issued + b.Issued, a.Active + b.Active, a.Expired + b.Expired, a.Revoked + b.Revoked, a.Throttled + b.Throttled);
}
