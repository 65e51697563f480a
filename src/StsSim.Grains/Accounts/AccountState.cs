using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Accounts;

/// <summary>What an account grain keeps in storage: the account at its last checkpoint. Later steps are in <see cref="AccountJournal"/>.</summary>
[GenerateSerializer, Alias("stssim.AccountState")]
internal sealed class AccountState
{
    /// <summary>Outlives the account, so that one of the same id begins with a higher version.</summary>
    [Id(0)] public long Version { get; set; }

    /// <summary><see langword="null"/> before it is provisioned and after it was removed.</summary>
    [Id(1)] public AccountDefinition? Account { get; set; }

    /// <summary>Its own, or <see langword="null"/> where it follows those of the world.</summary>
    [Id(2)] public AccountQuotas? Quotas { get; set; }

    [Id(3)] public Dictionary<string, DateTimeOffset> RevokedBefore { get; set; } = [];

    [Id(4)] public DateTimeOffset ProvisionedAt { get; set; }

    [Id(5)] public Misbehaviour Misbehaviour { get; set; } = Misbehaviour.None;
}
