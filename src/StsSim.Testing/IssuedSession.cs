namespace StsSim.Testing;

/// <summary>One session that was issued.</summary>
public sealed record IssuedSession(string AccessKeyId, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
