using StsSim.Operations.Faults;

namespace StsSim.Operations.Tests.Faults;

public sealed class FaultOccurrencesTests
{
    private const int Sets = 4096;
    private const int MostOfSet = 8;

    [Fact]
    public void A_request_is_counted_until_eight_others_of_its_set_came_after_it()
    {
        var occurrences = new FaultOccurrences();
        var latest = new Dictionary<ulong, List<(ulong Fingerprint, int Count)>>();
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            ulong fingerprint = (ulong)((random.Next(12) * Sets) + random.Next(5));
            if (!latest.TryGetValue(fingerprint % Sets, out List<(ulong Fingerprint, int Count)>? set))
            {
                latest[fingerprint % Sets] = set = [];
            }

            int held = set.FindIndex(one => one.Fingerprint == fingerprint);
            int count = held < 0 ? 1 : set[held].Count + 1;
            if (held >= 0 || set.Count == MostOfSet)
            {
                set.RemoveAt(held >= 0 ? held : MostOfSet - 1);
            }

            set.Insert(0, (fingerprint, count));
            Assert.Equal(FaultDraw.Combine(fingerprint, (ulong)count), occurrences.KeyOf(fingerprint));
        }
    }

    [Fact]
    public void Memory_grows_with_the_requests_that_are_told_apart_and_is_bounded()
    {
        var occurrences = new FaultOccurrences();
        Assert.InRange(Allocated(0, 1), 1, 1_500);
        Assert.InRange(Allocated(1, 100), 1, 70_000);
        Assert.InRange(Allocated(100, 1_000_000), 1, 1_500_000); // with what was given up for what is larger
        Assert.Equal(0, Allocated(1_000_000, 1_100_000));

        long Allocated(ulong from, ulong to)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (ulong i = from; i < to; i++)
            {
                occurrences.KeyOf(FaultDraw.Combine(i, 0));
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
