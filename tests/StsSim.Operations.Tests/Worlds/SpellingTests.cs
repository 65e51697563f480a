using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

/// <summary>What somebody meant is guessed where it is a few slips away.</summary>
public sealed class SpellingTests
{
    private static readonly string[] Known = ["accounts", "faults", "quotas", "all", "GetCallerIdentity"];

    [Theory]
    [InlineData("acounts", "accounts")]
    [InlineData("acccounts", "accounts")]
    [InlineData("accuonts", "accounts")]
    [InlineData("accoumts", "accounts")]
    [InlineData("ACCOUNTS", "accounts")]
    [InlineData("aconts", "accounts")]
    [InlineData("acnts", null)]
    [InlineData("al", "all")]
    [InlineData("ally", "all")]
    [InlineData("a", null)]
    [InlineData("getcalleridentiti", "GetCallerIdentity")]
    [InlineData("GetClalerIdnetiy", "GetCallerIdentity")]
    [InlineData("GetSessionToken", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found(string name, string? expected) => Assert.Equal(expected, Spelling.Nearest(name, Known));

    [Fact]
    public void A_long_name_is_like_none_and_costs_nothing()
    {
        string name = string.Concat(Enumerable.Repeat("accounts", 1000));
        Spelling.Nearest(name, Known);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(Spelling.Nearest(name, Known));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
