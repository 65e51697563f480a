namespace StsSim.Grains.Abstractions.Cluster;

/// <summary>The cluster as one moment showed it.</summary>
/// <param name="EnvironmentVersion">What every gateway should hold.</param>
/// <param name="AccountVersion">Likewise, of the account that was asked for; <see langword="null"/> where none was, or there is none.</param>
/// <param name="Keys">Of session tokens, the sealing one first.</param>
/// <param name="Gateways">Those that answered.</param>
[GenerateSerializer, Immutable, Alias("stssim.ClusterStatus")]
public sealed record ClusterStatus(
    [property: Id(0)] long EnvironmentVersion,
    [property: Id(1)] long? AccountVersion,
    [property: Id(2)] IReadOnlyList<SealingKeyStatus> Keys,
    [property: Id(3)] IReadOnlyList<GatewayStatus> Gateways,
    [property: Id(4)] IReadOnlyList<MemberStatus> Silos);
