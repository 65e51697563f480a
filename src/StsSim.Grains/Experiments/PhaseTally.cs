using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <summary>What was observed in one phase: its slots, and the latencies of all of it.</summary>
[GenerateSerializer, Alias("stssim.PhaseTally")]
internal sealed class PhaseTally
{
    [Id(0)] public ServedCounts[] Slots { get; set; } = [];

    /// <summary>How many requests took how long, by bucket of <see cref="LatencyBuckets"/>.</summary>
    [Id(1)] public long[] Latencies { get; set; } = [];

    [Id(2)] public long SlowestMicroseconds { get; set; }

    public void Add(ServedBatch batch)
    {
        foreach (ServedSlot slot in batch.Slots)
        {
            Slots[Math.Clamp(slot.Index, 0, Slots.Length - 1)] += slot.Counts;
        }

        if (Latencies.Length == 0)
        {
            Latencies = new long[LatencyBuckets.Count];
        }

        foreach ((int bucket, long requests) in batch.Latencies)
        {
            Latencies[Math.Clamp(bucket, 0, Latencies.Length - 1)] += requests;
        }

        SlowestMicroseconds = Math.Max(SlowestMicroseconds, batch.SlowestMicroseconds);
    }
}
