using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Tests.Reports;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.Tests.Thresholds;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData("p99 < 200ms", true)]
    [InlineData("p99<1ms", false)]
    [InlineData("max <= 1.5s", true)]
    [InlineData("ok >= 50%", true)]
    [InlineData("ok == 100%", false)]
    [InlineData("phase(\"baseline\").ok == 100%", true)]
    [InlineData("phase(\"step-*\").ok == 100%", false)]
    [InlineData("client(\"dotnet-no-retries\").amplification == 1", true)]
    [InlineData("amplification == 1", false)]
    [InlineData("client(\"dotnet-standard\").phase(\"step-down\").givenUp <= 50%", true)]
    [InlineData("offered == 150", true)]
    [InlineData("okPerSecond > 5", true)]
    [InlineData("client(\"nobody\").ok > 0%", false)]
    [InlineData("step(\"missing\").p50 < 1s", false)]
    public void It_holds_of_the_worst_or_it_does_not(string text, bool held)
    {
        CheckedThreshold @checked = Check(text);

        Assert.Equal(held, @checked.Held);
        Assert.StartsWith(text, @checked.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_one_names_itself_whom_it_is_about_and_what_was_measured() => Assert.Equal(
        """client("dotnet-standard").phase("step-down").ok >= 99% did not hold: dotnet-standard, step-down had 50%.""",
        Check("""client("dotnet-standard").phase("step-down").ok >= 99%""").Sentence);

    [Theory]
    [InlineData("p99", "is no threshold")]
    [InlineData("p98 < 1s", "p98, which is not among p50,")]
    [InlineData("p99 < 200", "needs a time with its unit")]
    [InlineData("ok > 0.99", "needs a percentage")]
    [InlineData("amplification < 2ms", "needs a number")]
    public void What_is_none_is_told_in_a_sentence(string text, string words) =>
        Assert.Contains(words, Assert.Throws<CannotRunException>(() => ThresholdParser.Parse(text)).Message, StringComparison.Ordinal);

    private static CheckedThreshold Check(string text)
    {
        RunResult run = SampleRun.Create();
        return ThresholdParser.Parse(text).Check(run.Groups, [.. run.Plan.Phases.Select(phase => phase.Name)], run.Plan.Duration);
    }
}
