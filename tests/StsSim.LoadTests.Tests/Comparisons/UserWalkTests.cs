using StsSim.Comparisons.Load;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class UserWalkTests
{
    [Fact]
    public void Each_user_has_its_first_turn_before_any_has_a_second()
    {
        var walk = new UserWalk(new UserRange(First: 100, Count: 50), seed: 1);

        Assert.Equal(Enumerable.Range(100, 50), Enumerable.Range(0, 50).Select(_ => walk.Next()).Order());
    }

    [Fact]
    public void After_the_first_round_users_of_all_the_range_have_turns_and_no_others()
    {
        var walk = new UserWalk(new UserRange(First: 100, Count: 50), seed: 1);
        int[] all = [.. Enumerable.Range(0, 2050).Select(_ => walk.Next())];
        int[] asked = all[50..];

        Assert.Equal(Enumerable.Range(100, 50), asked.Distinct().Order());
        Assert.NotEqual(asked[..50].Order(), asked[..50].Distinct().Order()); // by chance, and not round and round
    }
}
