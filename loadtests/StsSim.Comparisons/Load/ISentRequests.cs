using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Load;

/// <summary>What one connection sends, one request after the other, and what it makes of the answers.</summary>
internal interface ISentRequests
{
    /// <returns>The next request, as it is until the one after it is asked for; empty where there is none left.</returns>
    ReadOnlyMemory<byte> Next();

    /// <summary>Takes the answer to the last request.</summary>
    /// <returns>Whether it is as it should be.</returns>
    bool Accept(WireAnswer answer);
}
