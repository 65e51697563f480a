using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Environment;

/// <summary>What the environment grain keeps in storage.</summary>
[GenerateSerializer, Alias("stssim.EnvironmentState")]
internal sealed class EnvironmentState
{
    /// <summary>No version of the environment beyond this was given out: leases change it without a write.</summary>
    [Id(0)] public long VersionsReserved { get; set; }

    [Id(1)] public List<SealingKey> KeyRing { get; set; } = [];

    [Id(2)] public byte[] AccessKeySerialKey { get; set; } = [];

    [Id(3)] public long NextAccessKeySerial { get; set; }

    [Id(4)] public List<string> AccountIds { get; set; } = [];

    [Id(5)] public Dictionary<string, string> AccountByAccessKeyId { get; set; } = [];

    /// <summary>Who has which account alias.</summary>
    [Id(7)] public Dictionary<string, AliasClaim> Aliases { get; set; } = [];

    [Id(8)] public long NextAliasTicket { get; set; }

    [Id(9)] public AccountQuotas DefaultQuotas { get; set; } = AccountQuotas.Aws;

    [Id(10)] public long DefaultQuotasVersion { get; set; }

    [Id(11)] public Misbehaviour Misbehaviour { get; set; } = Misbehaviour.None;

    [Id(12)] public long Seed { get; set; }
}
