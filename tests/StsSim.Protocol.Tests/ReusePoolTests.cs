using System.Collections.Concurrent;

namespace StsSim.Protocol.Tests;

public sealed class ReusePoolTests
{
    [Fact]
    public void What_was_returned_is_handed_out_again_and_was_reset()
    {
        var pool = new ReusePool<Used>(() => new Used());
        Used first = pool.Rent();
        first.LeftBehind = "a secret";

        pool.Return(first);

        Used[] rented = [.. Enumerable.Range(0, 4).Select(_ => pool.Rent())];
        Assert.Contains(first, rented);
        Assert.All(rented, used => Assert.Null(used.LeftBehind));
        Assert.Distinct(rented);
    }

    [Fact]
    public void It_keeps_no_more_than_it_has_room_for()
    {
        var pool = new ReusePool<Used>(() => new Used());
        var returned = Enumerable.Range(0, 1000).Select(_ => new Used()).ToHashSet();
        foreach (Used used in returned)
        {
            pool.Return(used);
        }

        Assert.Equal(64, Enumerable.Range(0, 1000).Count(_ => returned.Contains(pool.Rent())));
    }

    [Fact]
    public void Nobody_shares_one_with_anybody()
    {
        var pool = new ReusePool<Used>(() => new Used());
        var shared = new ConcurrentBag<string>();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                Used used = pool.Rent();
                string mine = $"{thread}/{i}";
                if (used.LeftBehind is { } left)
                {
                    shared.Add(left);
                }

                used.LeftBehind = mine;
                Thread.Yield();
                if (used.LeftBehind != mine)
                {
                    shared.Add(mine);
                }

                pool.Return(used);
            }
        });

        Assert.Empty(shared);
    }

    private sealed class Used : IReusable
    {
        public string? LeftBehind { get; set; }

        public void Reset() => LeftBehind = null;
    }
}
