namespace StsSim.Testing;

/// <summary>The buckets of an account that were used lately.</summary>
/// <param name="Buckets">By name, a thousand at most.</param>
/// <param name="Truncated">Whether there are more.</param>
public sealed record QuotaBuckets(IReadOnlyList<QuotaBucket> Buckets, bool Truncated);
