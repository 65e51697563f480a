using StsSim.Gateway.Limits;

namespace StsSim.Compatibility.Tests.Limits;

/// <summary>The control on a model of a server, look by look: nothing here takes time.</summary>
public sealed class OverloadControlTests
{
    private static readonly TimeSpan Answering = TimeSpan.FromMicroseconds(850);
    private static readonly TimeSpan Shedding = TimeSpan.FromMicroseconds(20);

    private readonly ModelServer _server = new(Answering, Shedding);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Of_so_many_times_what_it_can_answer_it_answers_most_of_what_it_can(int times)
    {
        Run(looks: 20, (int)(_server.Capacity * times));
        _server.ForgetWait();

        double answered = Run(looks: 100, (int)(_server.Capacity * times))[0];

        // Refusing nine out of ten takes a fifth of the time itself.
        Assert.InRange(answered / 100 / _server.Capacity, 0.7, 1);
        Assert.InRange(_server.LongestWait, TimeSpan.Zero, TimeSpan.FromMilliseconds(600));
    }

    [Fact]
    public void What_it_can_answer_is_never_shed()
    {
        for (int look = 0; look < 200; look++)
        {
            _server.Run((int)(_server.Capacity * 0.95));
            Assert.False(_server.IsOverloaded);
        }
    }

    [Fact]
    public void It_is_over_within_five_seconds_of_its_end()
    {
        Run(looks: 100, (int)(_server.Capacity * 10));
        Assert.True(_server.IsOverloaded);

        Run(looks: 50, (int)(_server.Capacity / 2));

        Assert.False(_server.IsOverloaded);
        Assert.Equal((int)(_server.Capacity / 2), _server.Run((int)(_server.Capacity / 2))[0]);
    }

    [Fact]
    public void Who_sends_little_is_served_while_another_floods()
    {
        int little = (int)(_server.Capacity / 5);
        Run(looks: 20, (int)(_server.Capacity * 5), little);

        double[] answered = Run(looks: 100, (int)(_server.Capacity * 5), little);

        Assert.InRange(answered[1] / 100 / little, 0.95, 1.05);
        Assert.True(answered[0] > answered[1]);
    }

    [Fact]
    public void Those_who_flood_get_the_same()
    {
        int flood = (int)(_server.Capacity * 3);
        Run(looks: 20, flood, flood, flood * 2);

        double[] answered = Run(looks: 100, flood, flood, flood * 2);

        Assert.All(answered, of => Assert.InRange(of / answered[0], 0.9, 1.1));
    }

    [Fact]
    public void One_long_pause_is_no_overload()
    {
        var control = new OverloadControl(TimeSpan.FromMilliseconds(500));
        for (int pause = 0; pause < 10; pause++)
        {
            control.Look(TimeSpan.FromSeconds(2), heaviest: 0, answered: 0);
            control.Look(TimeSpan.FromMilliseconds(1), heaviest: 0, answered: 0);
        }

        Assert.Null(control.Level);
    }

    [Fact]
    public void Work_that_waits_for_something_else_sheds_nothing_that_is_little()
    {
        var control = new OverloadControl(TimeSpan.FromMilliseconds(500));
        for (int look = 0; look < 100; look++)
        {
            control.Look(TimeSpan.FromSeconds(1), heaviest: look < 10 ? 100 : 1, answered: look < 10 ? 100 : 1);
        }

        Assert.True(control.Level >= 2);
    }

    private double[] Run(int looks, params int[] arrivals)
    {
        double[] answered = new double[arrivals.Length];
        for (int look = 0; look < looks; look++)
        {
            int[] some = _server.Run(arrivals);
            for (int source = 0; source < some.Length; source++)
            {
                answered[source] += some[source];
            }
        }

        return answered;
    }
}
