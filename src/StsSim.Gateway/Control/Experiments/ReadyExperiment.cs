using System.Text.Json.Nodes;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>An experiment that comes with the simulator, to be sent to <c>POST /_stssim/experiments</c> as it is.</summary>
internal sealed record ReadyExperiment(string File, string Name, string? Description, JsonObject Experiment);
