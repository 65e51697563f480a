namespace StsSim.LoadTests.Clients.Raw;

/// <summary>What came is no HTTP answer, or not a whole one.</summary>
internal sealed class MalformedResponseException(string what) : IOException(what);
