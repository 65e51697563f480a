using StsSim.Operations.Faults;

namespace StsSim.Operations.Tests.Faults;

public sealed class FaultDrawTests
{
    // Computed apart from this code, from the published generator. Others would have every seed mean something else.
    public static TheoryData<ulong, ulong, double[]> Published { get; } = new()
    {
        { 0, 0, [0.33805245419550545, 0.2691302712263999, 0.2715666096967839] },
        { 1, 2, [0.2816859515382354, 0.2713219965517374, 0.7494755997165498] },
        { ulong.MaxValue, ulong.MaxValue, [0.7304874135611209, 0.014729784337074836, 0.003638348798809976] },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void The_same_keys_draw_the_same_numbers_in_every_version(ulong rule, ulong request, double[] numbers)
    {
        var draw = new FaultDraw(rule, request);
        Assert.Equal(numbers, new[] { draw.Next(), draw.Next(), draw.Next() });
    }

    [Fact]
    public void Two_keys_make_one_and_their_order_counts()
    {
        Assert.Equal(17_474_652_204_475_260_503ul, FaultDraw.Combine(1, 2));
        Assert.Equal(583_880_340_377_267_059ul, FaultDraw.Combine(2, 1));
        Assert.Equal(5_197_578_548_964_807_871ul, FaultDraw.Combine(0, 0));
    }

    [Fact]
    public void A_copy_draws_what_its_original_would_have()
    {
        var draw = new FaultDraw(7, 9);
        draw.Next();
        FaultDraw copy = draw;
        Assert.Equal(draw.Next(), copy.Next());
    }

    // Chi square of 100 bins: 99 degrees of freedom, above 149 once in a thousand.
    [Theory]
    [InlineData("a stream")]
    [InlineData("neighbouring requests")]
    [InlineData("neighbouring rules")]
    public void Numbers_are_even_over_one_stream_and_over_neighbours(string kind)
    {
        const int Draws = 100_000, Bins = 100;
        int[] bins = new int[Bins];
        var stream = new FaultDraw(42, 42);
        for (ulong i = 0; i < Draws; i++)
        {
            double number = kind switch
            {
                "a stream" => stream.Next(),
                "neighbouring requests" => new FaultDraw(42, i).Next(),
                _ => new FaultDraw(i, 42).Next(),
            };
            Assert.InRange(number, 0, 1 - double.Epsilon);
            bins[(int)(number * Bins)]++;
        }

        const double Expected = (double)Draws / Bins;
        Assert.InRange(bins.Sum(count => (count - Expected) * (count - Expected) / Expected), 50, 149);
    }
}
