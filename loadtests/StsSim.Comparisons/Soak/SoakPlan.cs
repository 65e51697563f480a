namespace StsSim.Comparisons.Soak;

/// <summary>How long a soak takes, and how.</summary>
/// <param name="Requests">How many it sends.</param>
/// <param name="Duration">How long it sends instead; <see langword="null"/> for as long as the requests take.</param>
/// <param name="Samples">How often it looks; the pauses for that are no part of <paramref name="Duration"/>.</param>
/// <param name="Lifetime">Of each session, in whole seconds.</param>
internal sealed record SoakPlan(long Requests, TimeSpan? Duration, int Samples, int Connections, TimeSpan Lifetime);
