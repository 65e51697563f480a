using Orleans.Concurrency;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Grains.Abstractions.Environment;

/// <summary>The one grain behind everything that is not an account's. Key: <see cref="Key"/>.</summary>
[Alias("stssim.IEnvironmentGrain")]
public interface IEnvironmentGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    [AlwaysInterleave, Alias("GetSnapshot"), ResponseTimeout(RequestPatience.Text)]
    ValueTask<EnvironmentSnapshot> GetSnapshot();

    /// <summary>
    /// Takes from a world whose accounts are provisioned what is no account's own: which there are, the default one first,
    /// the quotas of those without any of their own, and what everybody meets. Leased accounts stay.
    /// </summary>
    /// <param name="world">Its accounts by their ids alone.</param>
    /// <param name="accountByAccessKeyId">Who owns a key id that does not say so itself.</param>
    [Alias("SetWorld")]
    Task SetWorld(WorldTerms world, IReadOnlyDictionary<string, string> accountByAccessKeyId);

    /// <summary>Changes what everybody meets; every gateway knows when this returns.</summary>
    /// <returns>What holds then, or <see langword="null"/> where nothing was changed, as <see cref="Misbehaviour.After"/> says.</returns>
    [Alias("ChangeMisbehaviour")]
    Task<Misbehaviour?> ChangeMisbehaviour(MisbehaviourChange change);

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

    /// <summary>
    /// Replaces the key that seals session tokens, as happens once a day by itself: the new one seals in a quarter of a
    /// minute, when every gateway knows it, and the old ones go on to open what they sealed.
    /// </summary>
    [Alias("RotateKeys")]
    Task RotateKeys();

    /// <summary>Takes <paramref name="count"/> running numbers for access key ids; returns the first. Never the same twice.</summary>
    [Alias("ReserveAccessKeySerials"), ResponseTimeout(RequestPatience.Text)]
    Task<long> ReserveAccessKeySerials(int count);
}
