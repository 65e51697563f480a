using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Load;

/// <summary>Requests without end that are all to be answered with one status.</summary>
internal sealed class SameStatus(Func<ReadOnlyMemory<byte>> next, int status) : ISentRequests
{
    public ReadOnlyMemory<byte> Next() => next();

    public bool Accept(WireAnswer answer) => answer.Status == status;
}
