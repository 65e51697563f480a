namespace StsSim.Cluster.Tests;

/// <summary>One after the other: each has a cluster under load, and processes that start meanwhile.</summary>
[CollectionDefinition(nameof(LongOutages))]
public sealed class LongOutages;
