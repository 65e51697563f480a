using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory.Verdicts;

namespace StsSim.Grains.Tests.Observatory.Verdicts;

/// <summary>Delays that are drawn as an SDK documents conform, and others do not. Seeds are fixed: every run is the same.</summary>
public sealed class BackoffConformanceTests(ITestOutputHelper output)
{
    // From a fast machine to one at its limit: what every delay has, and what it has more on average.
    private static readonly (double FloorMs, double LatenessMs)[] Machines = [(0.3, 0.5), (1, 3), (5, 10), (15, 5)];

    [Theory]
    [MemberData(nameof(DocumentedBackoff.Names), MemberType = typeof(DocumentedBackoff))]
    public void A_client_that_waits_as_documented_is_hardly_ever_said_to_deviate(string name)
    {
        DocumentedBackoff documented = DocumentedBackoff.All[name];
        Verdict[] verdicts =
        [
            .. from run in Runs((20, 40), (100, 40), (1000, 16), (10_000, 4))
               from verdict in run(documented).Verdicts
               where verdict.Rule is "backoff" or "jitter"
               select verdict,
        ];
        VerdictOutcome[] backoff = [.. from verdict in verdicts where verdict.Rule == "backoff" select verdict.Outcome];

        int deviating = verdicts.Count(verdict => verdict.Outcome == VerdictOutcome.Deviates);
        output.WriteLine($"{name}: of {backoff.Length} runs {deviating} verdicts deviate, {backoff.Count(outcome => outcome == VerdictOutcome.Undecided)} are undecided on backoff");
        Assert.InRange(deviating, 0, 0.02 * backoff.Length);
        Assert.InRange(backoff.Count(outcome => outcome == VerdictOutcome.Conforms), 0.95 * backoff.Length, backoff.Length);
    }

    [Theory]
    [InlineData("Python legacy", 0.5)]
    [InlineData("Python legacy", 2)]
    [InlineData("Python standard old", 0.5)]
    [InlineData("Python standard old", 2)]
    [InlineData("Python standard new", 0.5)]
    [InlineData(".NET old", 0.5)]
    [InlineData(".NET legacy", 0.5)]
    [InlineData("Go old", 0.5)]
    [InlineData("Java legacy", 0.5)]
    [InlineData("Ruby legacy", 0.5)]
    [InlineData("Ruby legacy", 2)]
    [InlineData("PHP legacy", 0.5)]
    [InlineData("C++ legacy", 0.5)]
    public void Two_hundred_delays_show_that_a_base_is_not_the_documented_one(string name, double factor)
    {
        DocumentedBackoff documented = DocumentedBackoff.All[name];
        DocumentedBackoff wrong = documented with { Transient = (k, u) => factor * documented.Transient(k, u) };

        int[] caught = [.. from seed in Enumerable.Range(0, 40) select Backoff(Judge(wrong, 200, seed, RetryTrigger.Transient)).Outcome == VerdictOutcome.Deviates ? 1 : 0];

        output.WriteLine($"{name} with {factor} times the base: {caught.Sum()} of {caught.Length} caught");
        Assert.InRange(caught.Sum(), 39, 40);
    }

    [Theory]
    [MemberData(nameof(DocumentedBackoff.Names), MemberType = typeof(DocumentedBackoff))]
    public void A_known_client_is_found_to_follow_the_generation_that_it_does_where_delays_tell(string name)
    {
        DocumentedBackoff documented = DocumentedBackoff.All[name];
        if (documented.Mode == "legacy")
        {
            return; // there is only one
        }

        for (int seed = 0; seed < 20; seed++)
        {
            Verdict generation = Rule("generation", Judge(documented, 100, seed, RetryTrigger.Transient))!;
            Assert.True(generation.Generation == documented.Generation || generation.Outcome == VerdictOutcome.Undecided, $"{seed}: {generation}");
        }

        Assert.Equal(documented.Generation, Rule("generation", Judge(documented, 200, seed: 1, RetryTrigger.Transient))!.Generation);
    }

    [Theory]
    [InlineData("Python standard old")]
    [InlineData("Python standard new")]
    [InlineData(".NET old")]
    public void Throttling_alone_tells_no_generation_where_the_rules_are_the_same(string name)
    {
        Judgement judgement = Judge(DocumentedBackoff.All[name], 1000, seed: 1, RetryTrigger.Throttling);

        Verdict generation = Rule("generation", judgement)!;
        Assert.Equal((VerdictOutcome.Undecided, null), (generation.Outcome, generation.Generation));
        Assert.Equal("The rules are the same for retries after throttling, and it made no others.", generation.Explanation);
        Assert.Equal(VerdictOutcome.Conforms, Backoff(judgement).Outcome);
    }

    [Theory]
    [MemberData(nameof(DocumentedBackoff.Names), MemberType = typeof(DocumentedBackoff))]
    public void What_a_stranger_copies_is_recognised_by_its_delays(string name)
    {
        DocumentedBackoff documented = DocumentedBackoff.All[name] with { Sdk = "my-client" };
        var sampled = new SampledDelays(new Random(5));
        sampled.AddOutage(600, documented.Attempts, RetryTrigger.Transient, documented.Transient);
        sampled.AddOutage(600, documented.Attempts, RetryTrigger.Throttling, documented.Throttling);

        Judgement judgement = GroupJudge.Judge(SampleEvidence.Of("my-client", retryMode: null, sampled.Histograms, documented.Attempts));

        // Of formulas that are the same for so few retries, one has the name of all.
        BackoffFit best = judgement.Backoff.First(fit => fit.Fits && !fit.Policy.StartsWith("exponential", StringComparison.Ordinal));
        BackoffPolicy found = BackoffPolicies.Documented.Single(policy => policy.Name == best.Policy);
        for (int k = 0; k < documented.Attempts - 1; k++)
        {
            Assert.Equal(documented.Transient(k, 0.999_999), found.Transient.Before(k + 1)[^1].ToMs, tolerance: 1);
            Assert.Equal(documented.Throttling(k, 0.999_999), found.Throttling.Before(k + 1)[^1].ToMs, tolerance: 1);
        }

        Assert.InRange(judgement.Backoff.Count, 2, 5);
        Assert.Equal(judgement.Backoff.OrderByDescending(fit => fit.LogLikelihood), judgement.Backoff);
        Assert.Contains(found.Name, judgement.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_limited_client_may_wait_longer_but_not_shorter()
    {
        DocumentedBackoff documented = DocumentedBackoff.All["Python standard old"] with { Mode = "adaptive" };
        DocumentedBackoff held = documented with { Throttling = (k, u) => 2000 + documented.Throttling(k, u) };
        DocumentedBackoff hasty = documented with { Throttling = (k, u) => 0.5 * documented.Throttling(k, u) };

        Assert.Equal(VerdictOutcome.Conforms, Backoff(Judge(documented, 200, seed: 1, RetryTrigger.Throttling)).Outcome);
        Assert.Equal(VerdictOutcome.Conforms, Backoff(Judge(held, 200, seed: 1, RetryTrigger.Throttling)).Outcome);
        Assert.Equal(VerdictOutcome.Deviates, Backoff(Judge(hasty, 200, seed: 1, RetryTrigger.Throttling)).Outcome);
        Assert.Equal(VerdictOutcome.Deviates, Backoff(Judge(held with { Mode = "standard" }, 200, seed: 1, RetryTrigger.Throttling)).Outcome);
        Assert.Null(Rule("jitter", Judge(documented with { Throttling = (_, _) => 2000 }, 200, seed: 1, RetryTrigger.Throttling)));
    }

    [Fact]
    public void A_few_delays_say_nothing()
    {
        Judgement judgement = Judge(DocumentedBackoff.All["Python standard old"], 6, seed: 1, RetryTrigger.Transient);

        Assert.All(judgement.Verdicts.Where(verdict => verdict.Rule is "backoff" or "jitter" or "generation"), verdict => Assert.Equal(VerdictOutcome.Undecided, verdict.Outcome));
        Assert.Empty(judgement.Backoff);
        Assert.Empty(judgement.ExpectedDelays);
    }

    [Fact]
    public void Attempts_that_did_not_wait_for_an_answer_are_not_held_against_the_backoff()
    {
        DocumentedBackoff documented = DocumentedBackoff.All["Python standard old"];
        var sampled = new SampledDelays(new Random(1)) { FloorMs = 0, LatenessMs = 0.1 };
        sampled.AddOutage(900, 2, RetryTrigger.Transient, documented.Transient).AddOutage(100, 2, RetryTrigger.Transient, (_, _) => 0);

        Assert.Equal(VerdictOutcome.Deviates, Backoff(GroupJudge.Judge(SampleEvidence.Of("Boto3", "standard", sampled.Histograms))).Outcome);
        Assert.Equal(VerdictOutcome.Conforms, Backoff(GroupJudge.Judge(SampleEvidence.Of("Boto3", "standard", sampled.Histograms)
            with
        { Figures = SampleEvidence.Figures((ClientFigure.Hedges, 100)) })).Outcome);
    }

    [Fact]
    public void The_documented_formula_lies_over_every_histogram()
    {
        Judgement judgement = Judge(DocumentedBackoff.All["Python standard old"], 1000, seed: 1, RetryTrigger.Transient);

        Assert.Equal([1, 2], judgement.ExpectedDelays.Select(expected => expected.Retry));
        Assert.All(judgement.ExpectedDelays, expected =>
        {
            Assert.Equal(DelayBuckets.Count, expected.Shares.Count);
            Assert.Equal(1, expected.Shares.Sum(), tolerance: 1e-9);
            Assert.All(expected.Shares, share => Assert.InRange(share, 0, 1));

            // Of delays up to one second by the retry before, those of at most half of it are half.
            double half = expected.Shares.Take(DelayBuckets.Of(500 * Math.Pow(2, expected.Retry - 1)) + 1).Sum();
            Assert.Equal(0.5, half, tolerance: 0.05);
        });
    }

    private static IEnumerable<Func<DocumentedBackoff, Judgement>> Runs(params (int Delays, int Times)[] sizes) =>
        from size in sizes
        from seed in Enumerable.Range(0, size.Times)
        let machine = Machines[seed % Machines.Length]
        let trigger = seed / Machines.Length % 2 == 0 ? RetryTrigger.Transient : RetryTrigger.Throttling
        select (Func<DocumentedBackoff, Judgement>)(documented =>
            GroupJudge.Judge(SampleEvidence.Of(documented, size.Delays, seed + size.Delays, trigger, machine.FloorMs, machine.LatenessMs)));

    private static Judgement Judge(DocumentedBackoff documented, int delays, int seed, RetryTrigger trigger) =>
        GroupJudge.Judge(SampleEvidence.Of(documented, delays, seed, trigger));

    private static Verdict Backoff(Judgement judgement) => Rule("backoff", judgement)!;

    private static Verdict? Rule(string name, Judgement judgement) => judgement.Verdicts.SingleOrDefault(verdict => verdict.Rule == name);
}
