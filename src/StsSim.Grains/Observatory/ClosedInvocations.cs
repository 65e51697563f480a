using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>The last invocations of a group that are over; of those that went well at once, a sample.</summary>
internal sealed class ClosedInvocations
{
    private const int Most = 100;
    private const int SampleOfSuccesses = 512;

    private readonly Queue<ReconstructedInvocation> _last = new();

    public IEnumerable<ReconstructedInvocation> All => _last;

    /// <summary>Whether one that went well at once is to be kept, by the number of the client's request.</summary>
    public bool TakesSuccess(long request) => _last.Count < Most / 2 || request % SampleOfSuccesses == 0;

    public void Add(OpenInvocation invocation, InvocationEnd end)
    {
        _last.Enqueue(invocation.Describe(end));
        if (_last.Count > Most)
        {
            _last.Dequeue();
        }
    }
}
