using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Worlds;

/// <summary>The world as a whole: begun, written out, replaced, one at a time. Key: <see cref="Key"/>.</summary>
/// <remarks>
/// A replacement is one moment to every request: gateways finish those they have begun, and those that arrive meanwhile
/// wait until all of the new world is there.
/// </remarks>
[Alias("stssim.IWorldGrain")]
public interface IWorldGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    /// <summary>As Orleans spells a time span in an attribute: a world of a million identities takes a while.</summary>
    const string Patience = "00:10:00";

    /// <summary>Wakes it: a replacement that was under way on a silo that is lost goes on.</summary>
    [AlwaysInterleave, Alias("Watch")]
    ValueTask Watch();

    /// <summary>Makes the cluster hold a world, unless it holds one already.</summary>
    /// <returns>Whether it did.</returns>
    [Alias("Begin"), ResponseTimeout(Patience)]
    Task<bool> Begin(World world);

    /// <summary>The world as it is now, every account as of one moment. Leased accounts are no part of it.</summary>
    [Alias("Export"), ResponseTimeout(Patience)]
    Task<World> Export();

    /// <summary>
    /// Makes the cluster hold another world: accounts that are not in it are removed, sessions issued before end, and
    /// ledgers begin anew. Where that fails, the old one is put back.
    /// </summary>
    /// <returns>Ids of accounts that are leased to somebody and so can be nobody else's: where there are any, nothing has changed.</returns>
    [Alias("Replace"), ResponseTimeout(Patience)]
    Task<IReadOnlyList<string>> Replace(World world);

    /// <summary>Ends every lease and begins <paramref name="world"/> anew, as <see cref="Replace"/> does.</summary>
    [Alias("Reset"), ResponseTimeout(Patience)]
    Task Reset(World world);
}
