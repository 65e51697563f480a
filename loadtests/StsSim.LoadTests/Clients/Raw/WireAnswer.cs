namespace StsSim.LoadTests.Clients.Raw;

/// <summary>How one request ended on the wire.</summary>
/// <param name="Body">Of the answer, in the connection's memory until its next request.</param>
/// <param name="Failure">Why there is no answer.</param>
/// <param name="IsStale">Nothing was answered on a connection that had served before: the server had closed it while it was idle.</param>
internal readonly record struct WireAnswer(int Status, ReadOnlyMemory<byte> Body, string? Failure = null, bool IsStale = false);
