namespace StsSim.LoadTests.Clients;

/// <summary>How a request ended, retries and all.</summary>
/// <param name="Issued">The session that was issued; <see langword="null"/> where the operation issues none, or none was issued.</param>
internal readonly record struct StsReply(InvocationOutcome Outcome, IssuedSession? Issued = null);

/// <param name="Expiration">As the service says it.</param>
internal sealed record IssuedSession(ClientCredentials Credentials, DateTimeOffset Expiration);
