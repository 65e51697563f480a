namespace StsSim.Grains.Observatory;

/// <summary>
/// The ids of the last invocations that went well at once and were counted then: most do, and need not be kept open. What
/// still comes of one is told by this from a new one.
/// </summary>
internal sealed class RecentInvocations
{
    // A transport repeats a request within milliseconds, and a hedge comes within seconds.
    private const int Most = 2048;

    private readonly HashSet<Guid> _ids = [];
    private readonly Queue<Guid> _order = new();

    public bool Contains(Guid id) => _ids.Contains(id);

    public void Add(Guid id)
    {
        if (_order.Count == Most)
        {
            _ids.Remove(_order.Dequeue());
        }

        _ids.Add(id);
        _order.Enqueue(id);
    }
}
