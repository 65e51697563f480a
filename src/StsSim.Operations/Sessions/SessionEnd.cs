namespace StsSim.Operations.Sessions;

/// <summary>When a session is to end though it was granted longer.</summary>
/// <param name="IsAnnounced">Whether its <c>Expiration</c> says so.</param>
public readonly record struct SessionEnd(TimeSpan After, bool IsAnnounced);
