using StsSim.Comparisons.Load;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class UserRangeTests
{
    [Theory]
    [InlineData(32, 32)]
    [InlineData(1000, 32)]
    [InlineData(1001, 7)]
    [InlineData(1_000_000, 32)]
    public void Every_user_is_in_one_range_alone(int users, int connections)
    {
        int[] asked = new int[users];
        foreach (UserRange range in RangesOf(users, connections))
        {
            for (int user = range.First; user < range.First + range.Count; user++)
            {
                asked[user]++;
            }
        }

        Assert.All(asked.Distinct(), times => Assert.Equal(1, times));
    }

    [Fact]
    public void Ranges_differ_by_one_at_most()
    {
        int[] counts = [.. RangesOf(1000, 32).Select(range => range.Count).Distinct().Order()];

        Assert.Equal([31, 32], counts);
    }

    [Fact]
    public void A_billion_users_are_no_overflow()
    {
        UserRange last = RangesOf(1_000_000_000, 512).Last();

        Assert.Equal(1_000_000_000, last.First + last.Count);
    }

    [Fact]
    public void Few_users_are_all_asked_for_by_many_connections() =>
        Assert.Equal([0, 1, 2, 0, 1], RangesOf(3, 5).Select(range => (range.First, range.Count) is (var first, 1) ? first : -1));

    private static IEnumerable<UserRange> RangesOf(int users, int connections) =>
        Enumerable.Range(0, connections).Select(connection => UserRange.Of(users, connection, connections));
}
