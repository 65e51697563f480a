namespace StsSim.Testing;

/// <summary>How many sessions a revocation ended.</summary>
internal sealed record Revocation(long Revoked);
