namespace StsSim.Grains.Observatory;

/// <summary>By operation: the most calls that a client made in an hour that began with one of them.</summary>
internal sealed class CallsPerHour
{
    private const int MostOperations = 16;

    private readonly List<Count> _counts = [];

    public void Add(string operation, long arrivedAt)
    {
        int index = 0;
        while (index < _counts.Count && _counts[index].Operation != operation)
        {
            index++;
        }

        if (index == _counts.Count)
        {
            if (_counts.Count == MostOperations)
            {
                return;
            }

            _counts.Add(new Count(operation, arrivedAt, Calls: 0, Most: 0));
        }

        Count known = _counts[index];
        (long hour, int calls) = arrivedAt - known.Hour >= TimeSpan.TicksPerHour ? (arrivedAt, 1) : (known.Hour, known.Calls + 1);
        _counts[index] = new Count(operation, hour, calls, Math.Max(known.Most, calls));
    }

    public void AddTo(Dictionary<string, long> most)
    {
        foreach (Count count in _counts)
        {
            most[count.Operation] = Math.Max(most.GetValueOrDefault(count.Operation), count.Most);
        }
    }

    private readonly record struct Count(string Operation, long Hour, int Calls, int Most);
}
