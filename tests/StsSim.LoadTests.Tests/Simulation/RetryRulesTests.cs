using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed class RetryRulesTests
{
    [Theory]
    [InlineData("boto3-legacy", StsAnswer.Throttled, 0, 0, 1)]
    [InlineData("boto3-legacy", StsAnswer.Unavailable, 3, 0, 8)]
    [InlineData("boto3-legacy", StsAnswer.Throttled, 6, 0, 64)]
    [InlineData("standard-2.0", StsAnswer.Throttled, 1, 0, 2)]
    [InlineData("standard-2.0", StsAnswer.Throttled, 6, 0, 20)]
    [InlineData("standard-2.0-js", StsAnswer.Unavailable, 0, 0, 0.1)]
    [InlineData("standard-2.0-js", StsAnswer.Throttled, 0, 0, 0.5)]
    [InlineData("standard-2.0-java", StsAnswer.Unavailable, 1, 0, 0.2)]
    [InlineData("standard-2.0-java", StsAnswer.Throttled, 1, 0, 2)]
    [InlineData("standard-2.0-go", StsAnswer.Throttled, 0, 0, 2)]
    [InlineData("standard-2.1", StsAnswer.Unavailable, 1, 0, 0.1)]
    [InlineData("standard-2.1", StsAnswer.Throttled, 1, 0, 2)]
    [InlineData("java-legacy", StsAnswer.Unavailable, 1, 0, 0.2)]
    [InlineData("java-legacy", StsAnswer.Throttled, 1, 0.5, 1)]
    [InlineData("ruby-legacy", StsAnswer.Throttled, 2, 1.2, 1.2)]
    [InlineData("cpp-legacy", StsAnswer.Unavailable, 3, 0.2, 0.2)]
    [InlineData("adaptive", StsAnswer.Throttled, 0, 0, 1)]
    internal void Delays_fill_the_span_that_the_rules_give_them(string name, StsAnswer refusal, int retry, double shortest, double longest)
    {
        RetryRules rules = RetryRules.Find(name)!;
        var random = new Random(1);
        double[] delays = [.. Enumerable.Range(0, 2_000).Select(_ => rules.DrawDelay(retry, refusal, random).TotalSeconds)];

        const double Rounding = 1e-9;
        Assert.All(delays, delay => Assert.InRange(delay, shortest - Rounding, longest + Rounding));
        double slack = ((longest - shortest) / 50) + Rounding;
        Assert.InRange(delays.Min(), shortest - Rounding, shortest + slack);
        Assert.InRange(delays.Max(), longest - slack, longest + Rounding);
        Assert.InRange(delays.Average(), ((shortest + longest) / 2) - slack, ((shortest + longest) / 2) + slack);
    }

    [Theory]
    [InlineData("boto3-legacy", 5)]
    [InlineData("standard-2.0", 3)]
    [InlineData("standard-2.1", 3)]
    [InlineData("java-legacy", 4)]
    [InlineData("ruby-legacy", 4)]
    [InlineData("cpp-legacy", 11)]
    [InlineData("adaptive", 3)]
    [InlineData("none", 1)]
    public void Attempts_are_as_many_as_the_clients_make(string name, int attempts) =>
        Assert.Equal(attempts, RetryRules.Find(name)!.MaxAttempts);

    [Theory]
    [InlineData("standard-2.0", 100)]
    [InlineData("standard-2.0-js", 50)]
    [InlineData("standard-2.1", 35)]
    public void A_quota_pays_for_as_many_retries_in_a_total_outage_as_were_measured(string name, int retries)
    {
        RetryRules rules = RetryRules.Find(name)!;
        var quota = new RetryQuota(rules.Quota!);
        int[] attempts = [.. Enumerable.Range(0, 60).Select(_ => Invoke(rules, quota, StsAnswer.Unavailable))];

        Assert.Equal(retries, attempts.Sum() - attempts.Length);
    }

    [Fact]
    public void The_rules_of_2026_give_up_in_an_outage_in_the_measured_pattern()
    {
        RetryRules rules = RetryRules.Find("standard-2.1")!;
        var quota = new RetryQuota(rules.Quota!);

        Assert.Equal(
            [.. Enumerable.Repeat(3, 17), 2, .. Enumerable.Repeat(1, 12)],
            Enumerable.Range(0, 30).Select(_ => Invoke(rules, quota, StsAnswer.Unavailable)));
    }

    [Fact]
    public void Throttling_costs_less_than_an_outage_by_the_rules_of_2026()
    {
        RetryRules rules = RetryRules.Find("standard-2.1")!;
        var quota = new RetryQuota(rules.Quota!);
        int[] attempts = [.. Enumerable.Range(0, 60).Select(_ => Invoke(rules, quota, StsAnswer.Throttled))];

        Assert.Equal(100, attempts.Sum() - attempts.Length);
    }

    [Fact]
    public void A_success_gives_back_what_its_last_retry_cost_and_one_where_it_took_none()
    {
        var quota = new RetryQuota(new RetryQuotaRules(TransientCost: 14, ThrottlingCost: 5));
        quota.InvocationStarts();
        Assert.True(quota.TryTake(StsAnswer.Unavailable));
        Assert.True(quota.TryTake(StsAnswer.Throttled));
        Assert.Equal(481, quota.Left);

        quota.InvocationSucceeded(attempts: 3);
        Assert.Equal(486, quota.Left);

        quota.InvocationStarts();
        quota.InvocationSucceeded(attempts: 1);
        Assert.Equal(487, quota.Left);
    }

    [Fact]
    public void A_quota_never_holds_more_than_it_began_with()
    {
        var quota = new RetryQuota(new RetryQuotaRules(5, 5));
        quota.InvocationStarts();
        quota.InvocationSucceeded(attempts: 1);

        Assert.Equal(RetryQuotaRules.Capacity, quota.Left);
    }

    private static int Invoke(RetryRules rules, RetryQuota quota, StsAnswer answer)
    {
        quota.InvocationStarts();
        int attempts = 1;
        while (attempts < rules.MaxAttempts && quota.TryTake(answer))
        {
            attempts++;
        }

        return attempts;
    }
}
