namespace StsSim.Grains.Tests;

/// <summary>Tests that measure what belongs to the whole process: none runs beside another, or beside any other test.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
