using Orleans.Concurrency;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Environment;

/// <summary>The one grain behind everything that is not an account's. Key: <see cref="Key"/>.</summary>
[Alias("stssim.IEnvironmentGrain")]
public interface IEnvironmentGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    [AlwaysInterleave, Alias("GetSnapshot")]
    ValueTask<EnvironmentSnapshot> GetSnapshot();

    /// <summary>
    /// Names the accounts of the world, the default one first, who owns a key id that does not say so itself, and the
    /// quotas of accounts without any of their own. Leased accounts stay.
    /// </summary>
    [Alias("SetWorld")]
    Task SetWorld(IReadOnlyList<string> accountIds, IReadOnlyDictionary<string, string> accountByAccessKeyId, AccountQuotas defaultQuotas);

    /// <summary>Changes the quotas of every account that has none of its own, at once, as <c>IAccountGrain.SetQuotas</c> does for one.</summary>
    [Alias("SetDefaultQuotas")]
    Task SetDefaultQuotas(AccountQuotas quotas);

    /// <summary>Names an account that exists for a while, beside those of the world.</summary>
    [Alias("AddLeasedAccount")]
    Task AddLeasedAccount(string accountId);

    [Alias("RemoveLeasedAccount")]
    Task RemoveLeasedAccount(string accountId);

    /// <summary>Names the accounts of the world by their aliases. Those of leased accounts stay.</summary>
    [Alias("SetAliases")]
    Task SetAliases(IReadOnlyDictionary<string, string> accountByAlias);

    /// <summary>Takes an alias for an account, which may have it already.</summary>
    /// <returns>What <see cref="ReleaseAlias"/> wants to see; <see langword="null"/> where another account has the alias.</returns>
    [Alias("TakeAlias")]
    Task<long?> TakeAlias(string alias, string accountId);

    /// <summary>Frees an alias, unless it has been taken again since.</summary>
    [Alias("ReleaseAlias")]
    Task ReleaseAlias(string alias, long ticket);

    /// <summary>Takes <paramref name="count"/> running numbers for access key ids; returns the first. Never the same twice.</summary>
    [Alias("ReserveAccessKeySerials")]
    Task<long> ReserveAccessKeySerials(int count);
}
