using Orleans.Concurrency;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>One AWS account: its identities, its quotas, its revocation marks. Key: the twelve-digit account id.</summary>
/// <remarks>A write returns once every gateway holds the snapshot that it led to.</remarks>
[Alias("stssim.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>The newest snapshot, or <see langword="null"/> where no such account was provisioned.</summary>
    [AlwaysInterleave, Alias("GetSnapshot"), ResponseTimeout(RequestPatience.Text)]
    ValueTask<AccountSnapshot?> GetSnapshot();

    /// <summary>The quotas in force, the account's own or the world's: for who must not carry a hundred thousand users to learn them.</summary>
    [AlwaysInterleave, Alias("GetQuotas"), ResponseTimeout(RequestPatience.Text)]
    ValueTask<VersionedQuotas?> GetQuotas();

    /// <summary>Makes the account what <paramref name="account"/> says, whatever it was before; sessions issued before end.</summary>
    /// <param name="quotas">Its own quotas, or <see langword="null"/> where it follows those of the world.</param>
    /// <param name="misbehaviour">What it is told to do wrong from the beginning; <see langword="null"/> for nothing.</param>
    [Alias("Provision")]
    Task Provision(AccountDefinition account, AccountQuotas? quotas, Misbehaviour? misbehaviour = null);

    /// <summary>Makes a change that was planned on a version of the account.</summary>
    /// <returns>Whether it was made: not where the account has moved on since, or is no more.</returns>
    [Alias("TryApply")]
    Task<bool> TryApply(AccountChange change, long plannedOn);

    /// <summary>Changes the quotas at once: tokens that gateways hold under the old ones are void.</summary>
    /// <param name="quotas">From now on its own, or <see langword="null"/> to follow those of the world.</param>
    [Alias("SetQuotas")]
    Task SetQuotas(AccountQuotas? quotas);

    /// <summary>Changes what the account is told to do wrong; every gateway knows when this returns.</summary>
    /// <returns>What holds then, or <see langword="null"/> where nothing was changed, as <see cref="Misbehaviour.After"/> says, or there is no account.</returns>
    [Alias("ChangeMisbehaviour")]
    Task<Misbehaviour?> ChangeMisbehaviour(MisbehaviourChange change);

    /// <summary>What the account is told to do wrong, or <see langword="null"/> where there is none.</summary>
    [AlwaysInterleave, Alias("GetMisbehaviour")]
    ValueTask<Misbehaviour?> GetMisbehaviour();

    /// <summary>Revokes every session of a <see cref="SessionHolder"/> issued up to <paramref name="instant"/>.</summary>
    [Alias("Revoke")]
    Task Revoke(string holder, DateTimeOffset instant);

    /// <summary>Ends the account: nothing of it is left, in storage neither.</summary>
    [Alias("Remove")]
    Task Remove();
}
