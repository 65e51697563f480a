using StsSim.Comparisons.Load;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Overload;

/// <summary>One request again and again, and which answers came; until it is told to end.</summary>
internal sealed class FloodRequests(ReadOnlyMemory<byte> request, CancellationToken end) : ISentRequests
{
    private long _answered;
    private long _shed;

    public long Answered => Volatile.Read(ref _answered);

    public long Shed => Volatile.Read(ref _shed);

    public ReadOnlyMemory<byte> Next() => end.IsCancellationRequested ? default : request;

    public bool Accept(WireAnswer answer)
    {
        switch (answer.Status)
        {
            case 200:
                _answered++;
                return true;
            case 503:
                _shed++;
                return true;
            default:
                return false;
        }
    }
}
