namespace StsSim.Operations.Throttling;

/// <summary>
/// A token set aside until the other buckets of a request have decided. Not told to anybody meanwhile, so that one given
/// back was never gone. The default is no token: a refusal.
/// </summary>
/// <param name="lessee">The name under which it was leased; a lease that lost count has another.</param>
public readonly struct HeldToken(TokenLease lease, Guid lessee)
{
    public bool IsRefused => lease is null;

    /// <returns>Whether it was still good; the lessor may have written it off.</returns>
    public bool TryUse(AccountLeases asker) => lease.TryUse(lessee, asker);

    public void GiveBack() => lease.GiveBack(lessee);
}
