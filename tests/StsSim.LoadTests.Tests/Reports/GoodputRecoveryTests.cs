using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Reports;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Tests.Reports;

public sealed class GoodputRecoveryTests
{
    private static readonly Phase Last = new("recovery", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData("9999999999", 0)]
    [InlineData("0009999999", 3)]
    [InlineData("0000000000", null)]
    [InlineData("9999990000", null)]
    [InlineData("0999099999", 5)]
    public void It_is_when_what_is_asked_for_comes_and_goes_on_coming(string tenthsOk, int? seconds)
    {
        RunResult run = SampleRun.Create();
        TimelineSlot[] slots = [.. $"00000{tenthsOk}".Select((tenths, second) =>
            new TimelineSlot(TimeSpan.FromSeconds(second), 9, 9, tenths - '0', 0, 0, null, null))];

        TimeSpan? time = GoodputRecovery.TimeOf(run, run.Groups[0] with { Timeline = slots }, Last);

        Assert.Equal(seconds, time?.TotalSeconds);
    }
}
