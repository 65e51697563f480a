using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Load;

/// <summary>The first so many of others.</summary>
internal sealed class FirstRequests(ISentRequests others, int count) : ISentRequests
{
    private int _left = count;

    public ReadOnlyMemory<byte> Next() => _left-- > 0 ? others.Next() : default;

    public bool Accept(WireAnswer answer) => others.Accept(answer);
}
