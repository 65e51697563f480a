using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Load;

/// <summary>Requests as they go over the wire, signed.</summary>
internal sealed class SignedRequests(Uri host, ClientCredentials credentials, TimeProvider time)
{
    private readonly RequestTemplate _template = new(new ClientSetting(host, "us-east-1", "comparison", credentials, Timeout: null, Seed: 0, time));

    /// <summary>Signed now, which STS accepts for 15 minutes.</summary>
    public ReadOnlyMemory<byte>[] Prepare(int count, Func<int, StsRequest> request)
    {
        var writer = new RequestWriter(_template);
        return [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)writer.Write(request(i), credentials, time.GetUtcNow()).ToArray())];
    }

    /// <summary>Signs each request when it is sent; for one connection.</summary>
    /// <param name="signWith">Asked after each request what it is signed with; <see langword="null"/> for the same credentials always.</param>
    public Func<ReadOnlyMemory<byte>> SignAsSent(Func<StsRequest> next, Func<ClientCredentials>? signWith = null)
    {
        var writer = new RequestWriter(_template);
        return () => writer.Write(next(), signWith?.Invoke() ?? credentials, time.GetUtcNow());
    }
}
