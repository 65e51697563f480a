using System.Collections.Concurrent;
using System.Net;
using StsSim.Gateway.Limits;

namespace StsSim.Compatibility.Tests.Limits;

public sealed class ConnectionLimitTests
{
    private static readonly IPAddress Greedy = IPAddress.Parse("10.0.0.1");

    private static readonly GatewayLimits Limits = new() { Connections = 10 };

    private readonly ConnectionLimit _limit = new(Limits, new MemoryUnderWay(Limits));

    [Fact]
    public void Up_to_the_limit_one_source_may_have_all()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_limit.Enter(Greedy)));
        Assert.False(_limit.Enter(Greedy));
        Assert.Equal(11, _limit.Count);
    }

    [Fact]
    public void Another_gets_its_equal_part_of_it_all_the_same()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_limit.Enter(Greedy)));
        IPAddress modest = IPAddress.Parse("10.0.0.2");

        Assert.All(Enumerable.Range(0, 5), _ => Assert.True(_limit.Enter(modest)));
        Assert.Null(_limit.Enter(modest));
        Assert.Null(_limit.Enter(Greedy));
    }

    [Fact]
    public void A_quarter_over_it_there_is_no_room_at_all_however_many_come_at_once()
    {
        var entered = new ConcurrentBag<bool?>();
        Parallel.For(0, 200, _ => entered.Add(_limit.Enter(Greedy)));

        Assert.Equal((10, 2, 188), (entered.Count(standing => standing is true), entered.Count(standing => standing is false), entered.Count(standing => standing is null)));
        Assert.Equal(12, _limit.Count);
    }

    [Fact]
    public void Who_leaves_makes_room()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_limit.Enter(Greedy)));
        bool isWithin = _limit.Enter(Greedy) is true;
        _limit.Leave(Greedy, isExcess: !isWithin);
        _limit.Leave(Greedy, isExcess: false);

        Assert.True(_limit.Enter(Greedy));
        Assert.Equal(10, _limit.Count);
    }
}
