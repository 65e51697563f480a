using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Soak;

/// <summary>What a soaked simulator holds at a moment.</summary>
/// <param name="Requests">How many it has answered by then.</param>
/// <param name="Users">How many users have called by then.</param>
internal readonly record struct SoakSample(long Requests, long Users, SettledMemory Memory);
