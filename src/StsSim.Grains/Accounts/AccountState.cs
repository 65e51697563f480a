using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Accounts;

/// <summary>What an account grain keeps in storage.</summary>
[GenerateSerializer, Alias("stssim.AccountState")]
internal sealed class AccountState
{
    [Id(0)] public long Version { get; set; }

    [Id(1)] public AccountDefinition? Account { get; set; }

    [Id(2)] public AccountQuotas Quotas { get; set; } = AccountQuotas.Aws;

    [Id(3)] public Dictionary<string, DateTimeOffset> RevokedBefore { get; set; } = [];
}
