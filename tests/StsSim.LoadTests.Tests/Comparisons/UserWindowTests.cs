using StsSim.Comparisons.Soak;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class UserWindowTests
{
    private const int RequestsPerUser = 4;
    private const int UsersBetween = 50;
    private const int WindowWidth = (RequestsPerUser - 1) * UsersBetween;
    private const int Requests = 4000;

    private readonly UserWindow _window = new(RequestsPerUser, UsersBetween);

    [Fact]
    public void Each_user_calls_so_often_and_no_more()
    {
        ILookup<long, long> calls = Callers().ToLookup(user => user);

        // Of those who have come and gone; the first few fill in for who would have come before them.
        Assert.All(Enumerable.Range(WindowWidth, 500), user => Assert.Equal(RequestsPerUser, calls[user].Count()));
    }

    [Fact]
    public void Nobody_comes_back()
    {
        long newest = 0;
        foreach (long user in Callers())
        {
            newest = Math.Max(newest, user);
            Assert.InRange(user, newest - WindowWidth, newest);
        }
    }

    [Fact]
    public void Users_are_counted_as_they_come()
    {
        Assert.Equal(0, _window.Users);
        var seen = new HashSet<long>();
        foreach (long user in Callers())
        {
            seen.Add(user);
            Assert.Equal(seen.Count, _window.Users);
        }

        Assert.Equal(Requests / RequestsPerUser, seen.Count);
    }

    private IEnumerable<long> Callers() => Enumerable.Range(0, Requests).Select(_ => _window.Next());
}
