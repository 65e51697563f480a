namespace StsSim.Grains.Abstractions.Cluster;

/// <summary>What a gateway says of itself.</summary>
/// <param name="Name">Its machine and process.</param>
/// <param name="Accounts">How many accounts it holds.</param>
/// <param name="AccountVersion">What it holds of the account that was asked for; <see langword="null"/> where nothing.</param>
[GenerateSerializer, Immutable, Alias("stssim.GatewayStatus")]
public sealed record GatewayStatus(
    [property: Id(0)] string Name,
    [property: Id(1)] long EnvironmentVersion,
    [property: Id(2)] int Accounts,
    [property: Id(3)] long? AccountVersion);
