namespace StsSim.Grains.Abstractions.Cluster;

/// <summary>A silo, as the cluster's membership has it.</summary>
/// <param name="Status">In Orleans's words: <c>Active</c>, <c>Dead</c> and so on.</param>
[GenerateSerializer, Immutable, Alias("stssim.MemberStatus")]
public sealed record MemberStatus([property: Id(0)] string Address, [property: Id(1)] string Name, [property: Id(2)] string Status);
