using StsSim.Comparisons.Load;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class UserSpreadTests
{
    private const int Users = 1000;
    private const int Drawn = 200_000;

    private readonly int[] _times = TimesOf(new UserSpread(Users, seed: 7));

    [Fact]
    public void All_are_users_there_are_and_nearly_all_of_them_call() => Assert.InRange(_times.Count(times => times > 0), 990, Users);

    [Fact]
    public void The_second_calls_little_more_than_half_as_often_as_the_first() =>
        Assert.InRange((double)_times[1] / _times[0], 0.55, 0.62); // log(3 / 2) / log(2 / 1)

    [Fact]
    public void Ten_in_a_thousand_make_a_third_of_the_calls() =>
        Assert.InRange((double)_times[..10].Sum() / Drawn, 0.33, 0.36); // log(11) / log(1001)

    private static int[] TimesOf(UserSpread spread)
    {
        int[] times = new int[Users];
        for (int drawn = 0; drawn < Drawn; drawn++)
        {
            times[spread.Next()]++;
        }

        return times;
    }
}
