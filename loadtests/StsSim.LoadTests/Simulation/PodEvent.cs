namespace StsSim.LoadTests.Simulation;

/// <param name="Generation">Of the pod when this was planned; a restart leaves what was planned before it without effect.</param>
internal readonly record struct PodEvent(SimulatedPod Pod, PodMoment Moment, int Generation);
