namespace StsSim.Operations.Faults;

/// <summary>
/// Tells requests apart that are the same: by how often the gateway has seen them under a rule. So a client that does
/// the same again meets the same again, in whatever order its requests come among those of others.
/// </summary>
/// <remarks>It takes a kilobyte for the first request, and grows to some 0.7 MB for 32,768 that are not the same.</remarks>
public sealed class FaultOccurrences
{
    private const int Pages = 64;
    private const int SetsOfPage = 64;

    private OccurrencePage?[]? _pages;

    /// <summary>What is this request's alone to draw from.</summary>
    public ulong KeyOf(ulong fingerprint)
    {
        OccurrencePage?[] pages = _pages ?? Interlocked.CompareExchange(ref _pages, new OccurrencePage?[Pages], null) ?? _pages!;
        ref OccurrencePage? place = ref pages[fingerprint % Pages];
        OccurrencePage page = place ?? Interlocked.CompareExchange(ref place, new OccurrencePage(), null) ?? place!;
        return FaultDraw.Combine(fingerprint, (uint)page.Count(fingerprint));
    }

    // Counts are each request's own: one that requests shared would make their chances hang on the order they come in.
    // The latest of each set are held. One that is forgotten begins anew, as it would on another gateway.
    private sealed class OccurrencePage
    {
        private const int MostOfSet = 8;

        private readonly Lock _lock = new();
        private readonly (ulong Fingerprint, int Count)[]?[] _sets = new (ulong, int)[]?[SetsOfPage];

        public int Count(ulong fingerprint)
        {
            lock (_lock)
            {
                ref (ulong Fingerprint, int Count)[]? held = ref _sets[fingerprint / Pages % SetsOfPage];
                held ??= new (ulong, int)[1];
                int at = 0;
                while (at < held.Length && held[at].Count > 0 && held[at].Fingerprint != fingerprint)
                {
                    at++;
                }

                if (at == MostOfSet)
                {
                    at--;
                }
                else if (at == held.Length)
                {
                    Array.Resize(ref held, held.Length * 2);
                }

                int count = held[at].Fingerprint == fingerprint ? held[at].Count + 1 : 1;
                Array.Copy(held, 0, held, 1, at);
                held[0] = (fingerprint, count);
                return count;
            }
        }
    }
}
