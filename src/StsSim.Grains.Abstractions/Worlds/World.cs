using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Worlds;

/// <summary>Everything that exists before the first request: a valid world file, read.</summary>
/// <param name="Accounts">The default account first.</param>
[GenerateSerializer, Immutable, Alias("stssim.World")]
public sealed record World([property: Id(0)] IReadOnlyList<WorldAccount> Accounts)
{
    /// <summary>The quotas of every account that has none of its own.</summary>
    [Id(1)] public AccountQuotas Quotas { get; init; } = AccountQuotas.Aws;

    /// <summary>What everybody meets.</summary>
    [Id(2)] public Misbehaviour Misbehaviour { get; init; } = Misbehaviour.None;

    /// <summary>What faults are drawn from.</summary>
    [Id(3)] public long Seed { get; init; }

    /// <summary>All but the accounts themselves.</summary>
    public WorldTerms Terms => new([.. Accounts.Select(account => account.Account.AccountId)], Quotas, Misbehaviour, Seed);
}
