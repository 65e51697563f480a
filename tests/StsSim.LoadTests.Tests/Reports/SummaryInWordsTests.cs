using StsSim.LoadTests.Reports;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Tests.Reports;

public sealed class SummaryInWordsTests
{
    private readonly RunResult _result = SampleRun.Create();

    [Fact]
    public void The_lead_says_what_was_offered_and_under_which_quotas()
    {
        string lead = SummaryInWords.Lead(_result);

        Assert.Contains("each offered 150 invocations", lead, StringComparison.Ordinal);
        Assert.Contains("20/s in baseline, 5/s in step-down, 20/s in recovery", lead, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_group_is_told_from_its_figures()
    {
        string standard = SummaryInWords.Groups(_result).First().Sentence;

        Assert.Contains("50 invocations came to 100 attempts (2.00 each) and 75 throttling answers", standard, StringComparison.Ordinal);
        Assert.Contains("25 got credentials (50%), 25 gave up (50%)", standard, StringComparison.Ordinal);
        Assert.Contains("With the quota back, 95% or more of what it asked for came through at once; no invocation was lost.", standard, StringComparison.Ordinal);
    }

    [Fact]
    public void Retrying_is_weighed_against_not_retrying() => Assert.Equal(
        "Against no retries at all, dotnet-standard got as many credentials in step-down and sent 50 more requests.",
        SummaryInWords.Comparisons(_result).First());

    [Fact]
    public void Without_quota_changes_the_whole_run_is_told()
    {
        RunResult steady = SampleRun.Create(new SteadyIssuance());

        Assert.Contains("own quota was left as it was", SummaryInWords.Lead(steady), StringComparison.Ordinal);
        Assert.Contains("150 got credentials (100%), none gave up", SummaryInWords.Groups(steady).First().Sentence, StringComparison.Ordinal);
        Assert.Empty(SummaryInWords.Comparisons(steady));
    }
}
