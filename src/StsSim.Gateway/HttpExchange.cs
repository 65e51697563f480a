using StsSim.Protocol;

namespace StsSim.Gateway;

/// <summary>A request as it came over HTTP and the body of its answer. Afterwards it serves another request.</summary>
internal sealed class HttpExchange : IReusable
{
    public HttpWireRequest Request { get; } = new();

    public PooledBuffer Answer { get; } = new();

    public void Reset()
    {
        Request.Reset();
        Answer.Reset();
    }
}
