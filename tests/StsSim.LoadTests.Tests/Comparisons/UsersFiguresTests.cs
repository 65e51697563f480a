using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;
using StsSim.Comparisons.Users;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class UsersFiguresTests
{
    private const int Users = 1_000_000;

    // By 700 bytes of each user; a tenth of that is left.
    private static readonly UsersFigures Good = new(
        Asked: Users, Known: Users, Unknown: 0, ActiveAtEnd: 1_200_000, Newcomers: Cost(20_000),
        Few: [Cost(30_000), Cost(40_000), Cost(20_000)],
        Many: [Cost(27_000), Cost(32_000), Cost(14_000)],
        Before: Memory(100), During: Memory(700), AtEnd: Memory(800), MostResident: 900_000_000, After: Memory(170));

    [Fact]
    public void Budgets_that_are_kept() => Assert.All(Good.BudgetsOf(Users), budget => Assert.True(budget.IsKept, budget.ToString()));

    [Fact]
    public void Throughput_is_the_median_of_turns_that_followed_each_other() => Assert.Equal(0.8, Good.Throughput, precision: 9);

    [Fact]
    public void What_is_left_is_a_share_of_the_most_that_was_added() => Assert.Equal(0.1, Good.Left, precision: 9);

    [Fact]
    public void A_user_who_was_not_asked_for_is_missed() => AssertNotKept(Good with { Asked = Users - 1 });

    [Fact]
    public void A_user_whom_the_ledgers_do_not_know_is_missed() => AssertNotKept(Good with { Known = Users - 1 });

    [Fact]
    public void A_session_that_expired_during_the_measurement_is_missed() => AssertNotKept(Good with { ActiveAtEnd = Users - 1 });

    [Fact]
    public void A_ledger_without_its_session_is_found() => AssertNotKept(Good with { Unknown = 1 });

    [Fact]
    public void More_memory_than_a_gigabyte_is_too_much() => AssertNotKept(Good with { MostResident = 1_000_000_001 });

    [Fact]
    public void Slower_users_are_too_slow() => AssertNotKept(Good with { Many = [Cost(20_000), Cost(27_000), Cost(13_000)] });

    [Fact]
    public void Memory_that_stays_is_found() => AssertNotKept(Good with { After = Memory(171) });

    [Fact]
    public void Sessions_outlive_the_measurement()
    {
        var plan = new UsersPlan(Users, Rounds: 3, TimeSpan.FromSeconds(5), Connections: 32, WarmUp: default, Lifetime: null, Settling: default);

        // Two and a half times the 40 s that a million takes at this rate, the turns, and the pauses.
        Assert.Equal(TimeSpan.FromSeconds(100 + 30 + 15), plan.LifetimeAt(requestsPerSecond: 25_000));
        Assert.Equal(TimeSpan.FromSeconds(9), (plan with { Lifetime = TimeSpan.FromSeconds(9) }).LifetimeAt(requestsPerSecond: 25_000));
    }

    private static void AssertNotKept(UsersFigures figures) => Assert.Single(figures.BudgetsOf(Users), budget => !budget.IsKept);

    private static ServerCost Cost(double requestsPerSecond) => new(1, requestsPerSecond, 30, default, default, Memory: 0);

    /// <param name="heap">In MB.</param>
    private static SettledMemory Memory(long heap) => new(Resident: 0, heap * 1_000_000, Handles: 0, Threads: 0);
}
