namespace StsSim.Operations.Faults;

/// <summary>
/// Tells requests apart that are the same: by how often the gateway has seen them under a rule. So a client that does
/// the same again meets the same again, in whatever order its requests come among those of others.
/// </summary>
public sealed class FaultOccurrences
{
    private const int Sets = 4096;

    private OccurrenceSet?[]? _sets;

    /// <summary>What is this request's alone to draw from.</summary>
    public ulong KeyOf(ulong fingerprint)
    {
        OccurrenceSet?[] sets = _sets ?? Interlocked.CompareExchange(ref _sets, new OccurrenceSet?[Sets], null) ?? _sets!;
        ref OccurrenceSet? place = ref sets[fingerprint % Sets];
        OccurrenceSet set = place ?? Interlocked.CompareExchange(ref place, new OccurrenceSet(), null) ?? place!;
        return FaultDraw.Combine(fingerprint, (uint)set.Count(fingerprint));
    }

    // Counts are each request's own: one that requests shared would make their chances hang on the order they come in.
    // The latest of each set are held. One that is forgotten begins anew, as it would on another gateway.
    private sealed class OccurrenceSet
    {
        private const int Most = 8;

        private readonly Lock _lock = new();
        private readonly (ulong Fingerprint, int Count)[] _held = new (ulong, int)[Most];

        public int Count(ulong fingerprint)
        {
            lock (_lock)
            {
                int at = 0;
                while (at < Most - 1 && (_held[at].Fingerprint != fingerprint || _held[at].Count == 0))
                {
                    at++;
                }

                int count = _held[at].Fingerprint == fingerprint ? _held[at].Count + 1 : 1;
                Array.Copy(_held, 0, _held, 1, at);
                _held[0] = (fingerprint, count);
                return count;
            }
        }
    }
}
