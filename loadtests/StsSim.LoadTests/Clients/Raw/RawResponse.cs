namespace StsSim.LoadTests.Clients.Raw;

/// <summary>An answer that has been read to its end.</summary>
/// <param name="Body">Valid until the next request of its connection.</param>
/// <param name="KeepsAlive">Whether the connection takes another request.</param>
internal readonly record struct RawResponse(int Status, ReadOnlyMemory<byte> Body, bool KeepsAlive);
