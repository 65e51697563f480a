using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Environment;

/// <summary>What all gateways share whatever the account: the key ring and who exists.</summary>
[GenerateSerializer, Immutable, Alias("stssim.EnvironmentSnapshot")]
public sealed record EnvironmentSnapshot
{
    [Id(0)] public required long Version { get; init; }

    /// <summary>The sealing key first; behind it older ones, and a newer one that is announced and does not seal yet.</summary>
    [Id(1)] public required IReadOnlyList<SealingKey> KeyRing { get; init; }

    /// <summary>Sixteen bytes that shuffle the free bits of access key ids.</summary>
    [Id(2)] public required byte[] AccessKeySerialKey { get; init; }

    /// <summary>Every account that exists, so that a made-up key costs no grain call.</summary>
    [Id(3)] public IReadOnlySet<string> AccountIds { get; init; } = new HashSet<string>();

    /// <summary>Account by access key id, for keys whose id does not carry the account they belong to.</summary>
    [Id(4)] public IReadOnlyDictionary<string, string> AccountByAccessKeyId { get; init; } = new Dictionary<string, string>();

    /// <summary>The world's first account: whose user a made-up key is under permissive authentication.</summary>
    [Id(5)] public string? DefaultAccountId { get; init; }

    /// <summary>Those of <see cref="AccountIds"/> that are leased, and no part of the world.</summary>
    [Id(6)] public IReadOnlySet<string> LeasedAccountIds { get; init; } = new HashSet<string>();

    /// <summary>Those of <see cref="AccountIds"/> that are the world's, the default one first.</summary>
    [Id(7)] public IReadOnlyList<string> WorldAccountIds { get; init; } = [];

    /// <summary>The quotas of every account that has none of its own.</summary>
    [Id(8)] public AccountQuotas DefaultQuotas { get; init; } = AccountQuotas.Aws;

    /// <summary>The version of the environment in which <see cref="DefaultQuotas"/> changed last.</summary>
    [Id(9)] public long DefaultQuotasVersion { get; init; }

    /// <summary>What everybody meets.</summary>
    [Id(10)] public Misbehaviour Misbehaviour { get; init; } = Misbehaviour.None;

    /// <summary>What faults are drawn from, unless a rule or an experiment says otherwise.</summary>
    [Id(11)] public long Seed { get; init; }

    /// <summary><see cref="DefaultQuotas"/>, unless an experiment lays others over them.</summary>
    public AccountQuotas DefaultQuotasInForce => Misbehaviour.Phase?.Quotas ?? DefaultQuotas;
}
