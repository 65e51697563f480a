namespace StsSim.Operations.Faults;

/// <summary>
/// Tells requests apart that are the same: by how often the gateway has seen them under a rule. So a client that does
/// the same again meets the same again, in whatever order its requests come among those of others.
/// </summary>
public sealed class FaultOccurrences
{
    // Requests that share a slot share a count; their fingerprints still tell them apart.
    private const int Slots = 4096;

    private int[]? _counts;

    /// <summary>What is this request's alone to draw from.</summary>
    public ulong KeyOf(ulong fingerprint)
    {
        int[] counts = _counts ?? Interlocked.CompareExchange(ref _counts, new int[Slots], null) ?? _counts!;
        return FaultDraw.Combine(fingerprint, (uint)Interlocked.Increment(ref counts[fingerprint % Slots]));
    }
}
