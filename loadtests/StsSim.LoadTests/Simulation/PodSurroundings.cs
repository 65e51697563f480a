namespace StsSim.LoadTests.Simulation;

/// <summary>All that the pods of one fleet share.</summary>
internal sealed record PodSurroundings(
    FleetGroup Group,
    TimeSpan TokenLifetime,
    TimeSpan UseEvery,
    VirtualTime<PodEvent> Time,
    SimulatedSts Sts,
    FleetRecorder Recorder,
    Random Random);
