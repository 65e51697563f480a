using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>A few invocations that are examples of something: the first ones, and others by chance from all.</summary>
internal sealed class ExemplarShelf
{
    private const int Each = 3;

    private readonly Dictionary<Finding, (List<ReconstructedInvocation> Kept, long Seen)> _shelves = [];

    public IReadOnlyList<ReconstructedInvocation> this[Finding finding] =>
        _shelves.TryGetValue(finding, out (List<ReconstructedInvocation> Kept, long Seen) shelf) ? shelf.Kept : [];

    /// <summary>Offers an invocation, which is described where it is taken.</summary>
    public void Offer(Finding finding, OpenInvocation invocation, InvocationEnd end)
    {
        (List<ReconstructedInvocation> kept, long seen) = _shelves.TryGetValue(finding, out (List<ReconstructedInvocation>, long) known) ? known : ([], 0);
        _shelves[finding] = (kept, seen + 1);
        if (kept.Count < Each)
        {
            kept.Add(invocation.Describe(end));
        }
        else if (Scatter(invocation.FirstArrival) % (ulong)(seen + 1) == 0)
        {
            kept[^1] = invocation.Describe(end);
        }
    }

    // The same run keeps the same examples.
    private static ulong Scatter(long arrival) => ((ulong)arrival * 0x9E37_79B9_7F4A_7C15) >> 24;

    public ExemplarShelf Copy()
    {
        var copy = new ExemplarShelf();
        foreach ((Finding finding, (List<ReconstructedInvocation> kept, long seen)) in _shelves)
        {
            copy._shelves[finding] = ([.. kept], seen);
        }

        return copy;
    }
}
