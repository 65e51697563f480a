using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Tests.Engine;

public sealed class WorkerShareTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Together_they_offer_the_very_load_that_one_would(int workers)
    {
        TimeSpan[] whole = Starts();

        (int Number, TimeSpan Start)[] parts =
        [
            .. Enumerable.Range(0, workers).SelectMany(index =>
            {
                var share = new WorkerShare(index, workers);
                return share.Of(Starts()).Select((start, own) => (share.NumberOf(own), start));
            }).OrderBy(part => part.Item1),
        ];

        Assert.Equal(whole, parts.Select(part => part.Start));
        Assert.Equal(Enumerable.Range(0, whole.Length), parts.Select(part => part.Number));
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(2, 5)]
    [InlineData(64, 64)]
    public void Callers_are_shared_out_whole(int callers, int workers) =>
        Assert.Equal(callers, Enumerable.Range(0, workers).Sum(index => new WorkerShare(index, workers).Of(callers)));

    private static TimeSpan[] Starts() =>
        [.. new ArrivalSchedule([new Inject(50, TimeSpan.FromSeconds(2))], ArrivalSpacing.Poisson, seed: 3).IntendedStarts()];
}
