using StsSim.Comparisons.Load;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class FirstRequestsTests
{
    [Fact]
    public void What_is_not_sent_is_left_for_whoever_goes_on()
    {
        byte sent = 0;
        var others = new SameStatus(() => new byte[] { ++sent }, status: 200);
        var first = new FirstRequests(others, count: 2);

        Assert.Equal([1, 2], Drain(first));
        Assert.True(first.Next().IsEmpty);
        Assert.Equal([3], others.Next().ToArray());
    }

    private static IEnumerable<byte> Drain(FirstRequests requests)
    {
        for (ReadOnlyMemory<byte> request = requests.Next(); !request.IsEmpty; request = requests.Next())
        {
            yield return request.Span[0];
        }
    }
}
