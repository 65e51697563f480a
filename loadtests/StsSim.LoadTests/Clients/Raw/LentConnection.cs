namespace StsSim.LoadTests.Clients.Raw;

/// <summary>What the pool lends: a connection, and the memory in which its requests are written, one at a time as it carries them.</summary>
internal sealed record LentConnection(RawConnection Connection, RequestWriter Writer);
