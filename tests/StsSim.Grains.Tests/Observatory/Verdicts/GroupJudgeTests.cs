using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory;
using StsSim.Grains.Observatory.Verdicts;

namespace StsSim.Grains.Tests.Observatory.Verdicts;

/// <summary>What each rule says of clients that keep it and that break it.</summary>
public sealed class GroupJudgeTests
{
    private static readonly IReadOnlyList<DelayHistogram> OldStandard = SampleEvidence.Of(DocumentedBackoff.All["Python standard old"], 200, seed: 1, RetryTrigger.Transient).Delays;
    private static readonly IReadOnlyList<DelayHistogram> NewStandard = SampleEvidence.Of(DocumentedBackoff.All["Python standard new"], 200, seed: 1, RetryTrigger.Transient).Delays;

    private static readonly CodeEvidence Unavailable = new("ServiceUnavailable", 503, RetryTrigger.Transient, Answers: 100, Retried: 100);
    private static readonly CodeEvidence Denied = new("AccessDenied", 403, RetryTrigger.Terminal, Answers: 40, Retried: 0);

    [Theory]
    [InlineData("my-client", null, VerdictOutcome.AgainstPractice)]
    [InlineData("", null, VerdictOutcome.AgainstPractice)]
    [InlineData("Boto3", "standard", VerdictOutcome.Deviates)]
    public void A_wrong_client_is_caught_on_each_point(string sdk, string? mode, VerdictOutcome caught)
    {
        // The same 200 ms before each of its retries, of AccessDenied too, and whatever the answer asks for.
        GroupEvidence wrong = SampleEvidence.Of(sdk, mode, new SampledDelays(new Random(1)).AddOutage(400, 5, RetryTrigger.Throttling, (_, _) => 200).Histograms, attempts: 5) with
        {
            Codes = [new("Throttling", 400, RetryTrigger.Throttling, 300, 300), Denied with { Retried = 40 }],
            Hints = [new(IsAws: true, 50, Early: 50, Late: 0), new(IsAws: false, 50, Early: 50, Late: 0)],
            SaidMaximum = 0,
        };

        Judgement judgement = GroupJudge.Judge(wrong);

        Assert.Equal(caught, Of("backoff", judgement).Outcome);
        Assert.Equal(caught, Of("jitter", judgement).Outcome);
        Assert.Equal(caught, Of("no-retry-of-terminal", judgement).Outcome);
        Assert.Equal("40 of 40 were retried (AccessDenied)", Of("no-retry-of-terminal", judgement).Observed);
        Assert.Equal("RetriedTerminal", Assert.Single(Of("no-retry-of-terminal", judgement).Exemplars).Operation);
        if (caught == VerdictOutcome.AgainstPractice)
        {
            Assert.Equal(VerdictOutcome.AgainstPractice, Of("retry-after", judgement).Outcome);
            Assert.Equal("100 of 100 retries came before the time of x-amz-retry-after and Retry-After", Of("retry-after", judgement).Observed);
            Assert.Matches(@"^Waits about (19|20|21)0 ms before each retry, without jitter, and makes up to 5 attempts\.$", judgement.Description);
        }
        else
        {
            // By the old rules no hint would bind it, but its delays are not those of the old rules either.
            Assert.Equal((VerdictOutcome.Undecided, "Its delays are those of neither."), (Of("generation", judgement).Outcome, Of("generation", judgement).Explanation));
            Assert.Equal(VerdictOutcome.Undecided, Of("retry-after", judgement).Outcome);
            Assert.Matches(@"but waits about (19|20|21)0 ms before each retry, without jitter, and makes up to 5 attempts\.$", judgement.Description);
        }
    }

    [Theory]
    [InlineData("my-client")]
    [InlineData("Boto3")]
    public void A_client_that_does_not_wait_is_caught(string sdk)
    {
        GroupEvidence evidence = SampleEvidence.Of(sdk, "standard", new SampledDelays(new Random(1)) { FloorMs = 0.2, LatenessMs = 0.5 }.AddOutage(100, 3, RetryTrigger.Transient, (_, _) => 0).Histograms);

        Judgement judgement = GroupJudge.Judge(evidence);

        Verdict backoff = Of("backoff", judgement);
        Assert.Equal(sdk == "Boto3" ? VerdictOutcome.Deviates : VerdictOutcome.AgainstPractice, backoff.Outcome);
        Assert.StartsWith("It retries at once", backoff.Explanation, StringComparison.Ordinal);
        Assert.Equal("RetriedAtOnce", Assert.Single(backoff.Exemplars).Operation);
        Assert.Contains("retries at once and makes up to 3 attempts.", judgement.Description.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.DoesNotContain(judgement.Verdicts, verdict => verdict.Rule == "jitter");
    }

    [Fact]
    public void A_good_client_of_no_known_kind_keeps_to_practice()
    {
        GroupEvidence evidence = SampleEvidence.Of("my-client", retryMode: null, new SampledDelays(new Random(1)).AddOutage(400, 5, RetryTrigger.Transient, (k, u) => (0.5 + (u / 2)) * 300 * Math.Pow(2, k)).Histograms, attempts: 5) with
        {
            Codes = [Unavailable, Denied],
            Hints = [new(IsAws: false, 50, Early: 0, Late: 0)],
        };

        Judgement judgement = GroupJudge.Judge(evidence);

        Assert.Equal(["attempts", "backoff", "jitter", "retries-retryable", "no-retry-of-terminal", "retry-after"], judgement.Verdicts.Select(verdict => verdict.Rule));
        Assert.All(judgement.Verdicts, verdict => Assert.Equal(verdict.Rule == "retries-retryable" ? VerdictOutcome.Described : VerdictOutcome.Conforms, verdict.Outcome));
        Assert.Matches("^Waits by exponential backoff with jitter in its upper half from about (2[89]|3[012])0 ms and makes up to 5 attempts.$", judgement.Description);
    }

    [Theory]
    [InlineData(true, "new", "Retries like the standard mode of its SDK by the new rules: up to 3 attempts, exponential backoff with full jitter from 50 ms (1 s when throttled).")]
    [InlineData(false, "old", "Retries like the standard mode of its SDK by the old rules: up to 3 attempts, exponential backoff with full jitter from 1 s.")]
    public void A_known_client_that_does_as_documented_conforms_on_every_point(bool isNew, string generation, string description)
    {
        GroupEvidence evidence = SampleEvidence.Of("Boto3", "standard", isNew ? NewStandard : OldStandard) with
        {
            Codes = [Unavailable with { Retried = 60 }, Denied, new("IDPCommunicationError", 400, RetryTrigger.Terminal, 10, 10)],
            Hints = [new(IsAws: true, 50, Early: isNew ? 0 : 20, Late: 0) { LeastMs = 1500, MostMs = 1500 }],
            Quotas = [new(14, 0, StopsWhenSpent: isNew ? 40 : 0, StopsWithTokensLeft: isNew ? 0 : 40, RetriesWhenSpent: isNew ? 0 : 100), new(5, 0, StopsWhenSpent: isNew ? 0 : 40, 0, 0)],
        };

        Judgement judgement = GroupJudge.Judge(evidence);

        Assert.Equal(
            ["generation", "attempts", "backoff", "jitter", "retries-retryable", "no-retry-of-terminal", "retry-after", "retry-quota"],
            judgement.Verdicts.Select(verdict => verdict.Rule));
        Assert.All(judgement.Verdicts, verdict => Assert.Equal((verdict.Rule, VerdictOutcome.Conforms, generation), (verdict.Rule, verdict.Outcome, verdict.Generation)));
        Assert.Equal(description, judgement.Description);
        Assert.Contains("40 were not because the retry quota was spent", Of("retries-retryable", judgement).Observed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 0, VerdictOutcome.Conforms)]
    [InlineData(3, 2, VerdictOutcome.Deviates)]
    [InlineData(10, 0, VerdictOutcome.Conforms)] // configured so, and said so
    [InlineData(0, 2, VerdictOutcome.Undecided)] // may be configured so
    public void More_attempts_than_a_client_says_deviate(int said, long beyond, VerdictOutcome outcome)
    {
        GroupEvidence evidence = SampleEvidence.Of("aws-sdk-php", "standard", OldStandard) with
        {
            SaidMaximum = said,
            BeyondMaximum = beyond,
            AttemptsPerInvocation = [10, 5, 20, beyond, 0],
        };

        Assert.Equal(outcome, Of("attempts", GroupJudge.Judge(evidence)).Outcome);
    }

    [Fact]
    public void A_stranger_that_never_gives_up_is_against_practice()
    {
        GroupEvidence evidence = SampleEvidence.Of("my-client", retryMode: null, OldStandard, attempts: 40) with { SaidMaximum = 0 };

        Verdict attempts = Of("attempts", GroupJudge.Judge(evidence));

        Assert.Equal((VerdictOutcome.AgainstPractice, "a limit; no SDK documents more than 11 attempts"), (attempts.Outcome, attempts.Expected));
    }

    [Theory]
    [InlineData("Boto3", "legacy", "LimitExceededException", 400, RetryTrigger.Throttling, true)] // measured: the mode legacy gives up at once
    [InlineData("Boto3", "legacy", "RequestLimitExceeded", 400, RetryTrigger.Throttling, true)]
    [InlineData("Boto3", "standard", "LimitExceededException", 400, RetryTrigger.Throttling, false)]
    [InlineData("Boto3", "standard", "ExpiredToken", 403, RetryTrigger.Terminal, true)]
    [InlineData("Boto3", "standard", "SignatureDoesNotMatch", 403, RetryTrigger.Terminal, true)]
    [InlineData("aws-sdk-js", "standard", "SignatureDoesNotMatch", 403, RetryTrigger.Terminal, false)] // it may have corrected its clock
    [InlineData("aws-sdk-dotnet-coreclr", "standard", "RequestExpired", 400, RetryTrigger.Terminal, false)]
    [InlineData("aws-sdk-ruby3", "standard", "ExpiredToken", 403, RetryTrigger.Terminal, false)] // it may have fetched credentials
    [InlineData("Boto3", "standard", "IDPCommunicationError", 400, RetryTrigger.Terminal, false)]
    [InlineData("aws-sdk-go-v2", "standard", "ValidationError", 400, RetryTrigger.Terminal, true)]
    [InlineData("my-client", null, "InvalidClientTokenId", 403, RetryTrigger.Terminal, true)]
    public void Retrying_what_another_attempt_does_not_mend_is_caught_where_the_sdk_does_not_document_it(
        string sdk, string? mode, string code, int status, RetryTrigger trigger, bool isCaught)
    {
        GroupEvidence evidence = SampleEvidence.Of(sdk, mode, OldStandard) with { Codes = [new(code, status, trigger, Answers: 30, Retried: 30)] };

        Verdict? verdict = GroupJudge.Judge(evidence).Verdicts.SingleOrDefault(verdict => verdict.Rule == "no-retry-of-terminal");

        Assert.Equal(isCaught, verdict?.Outcome is VerdictOutcome.Deviates or VerdictOutcome.AgainstPractice);
    }

    [Fact]
    public void Where_invocations_are_inferred_a_few_such_retries_may_be_calls_of_their_own()
    {
        GroupEvidence evidence = SampleEvidence.Of("Boto3", "standard", OldStandard) with { Codes = [Denied with { Retried = 2 }] };

        Assert.Equal(VerdictOutcome.Deviates, Of("no-retry-of-terminal", GroupJudge.Judge(evidence)).Outcome);
        evidence = evidence with { Group = evidence.Group with { IsInferred = true } };
        Assert.Equal(VerdictOutcome.Conforms, Of("no-retry-of-terminal", GroupJudge.Judge(evidence)).Outcome);
    }

    [Theory]
    [InlineData(100, 0, VerdictOutcome.Conforms)]
    [InlineData(50, 0, VerdictOutcome.Deviates)]
    [InlineData(50, 48, VerdictOutcome.Conforms)]
    [InlineData(50, 20, VerdictOutcome.Deviates)]
    [InlineData(97, 0, VerdictOutcome.Conforms)]
    public void Failures_that_were_not_retried_are_forgiven_where_the_quota_was_spent(long retried, long stopsWhenSpent, VerdictOutcome outcome)
    {
        GroupEvidence evidence = SampleEvidence.Of("Boto3", "standard", NewStandard) with
        {
            Codes = [Unavailable with { Retried = retried }],
            Quotas = [new(14, 0, stopsWhenSpent, 0, 0), new(5, 0, 0, 0, 0)],
        };

        Assert.Equal(outcome, Of("retries-retryable", GroupJudge.Judge(evidence)).Outcome);
    }

    [Fact]
    public void A_rate_limiter_that_fails_calls_is_not_taken_for_giving_up()
    {
        GroupEvidence evidence = SampleEvidence.Of("aws-sdk-dotnet-coreclr", "adaptive", OldStandard) with { Codes = [new("Throttling", 400, RetryTrigger.Throttling, 100, 10)] };

        Assert.DoesNotContain(GroupJudge.Judge(evidence).Verdicts, verdict => verdict.Rule == "retries-retryable");
    }

    [Theory]
    [InlineData("Boto3", true, true, 0, VerdictOutcome.Conforms)]
    [InlineData("Boto3", true, true, 30, VerdictOutcome.Deviates)]
    [InlineData("Boto3", false, true, 30, VerdictOutcome.Conforms)] // the old rules know no such header
    [InlineData("Boto3", true, false, 30, VerdictOutcome.Conforms)] // nor does it read Retry-After
    [InlineData("aws-sdk-js", true, false, 0, VerdictOutcome.Conforms)]
    [InlineData("aws-sdk-js", true, false, 30, VerdictOutcome.Deviates)]
    [InlineData("my-client", true, false, 30, VerdictOutcome.AgainstPractice)]
    public void A_hint_binds_whom_its_header_is_documented_for(string sdk, bool isNew, bool isAws, long early, VerdictOutcome outcome)
    {
        GroupEvidence evidence = SampleEvidence.Of(sdk, "standard", isNew ? NewStandard : OldStandard) with { Hints = [new(isAws, Retries: 40, early, Late: 0)] };

        Assert.Equal(outcome, Of("retry-after", GroupJudge.Judge(evidence)).Outcome);
    }

    [Fact]
    public void A_hint_of_more_than_five_seconds_need_not_be_waited_for()
    {
        GroupEvidence evidence = SampleEvidence.Of("Boto3", "standard", NewStandard) with { Hints = [new(IsAws: true, 40, Early: 40, Late: 0) { LeastMs = 60_000, MostMs = 60_000 }] };

        Assert.Equal(VerdictOutcome.Undecided, Of("retry-after", GroupJudge.Judge(evidence)).Outcome);
    }

    [Theory]
    [InlineData(0, 1500, "new")]
    [InlineData(20, 1500, "old")]
    [InlineData(0, 10, null)] // so short that any client comes later
    public void Hints_tell_the_generation_where_delays_do_not(long early, int hintMs, string? generation)
    {
        GroupEvidence evidence = SampleEvidence.Of("aws-sdk-dotnet-coreclr", "standard", []) with { AttemptsPerInvocation = [0, 0, 20], Hints = [new(IsAws: true, 40, early, Late: 0) { LeastMs = hintMs, MostMs = hintMs }] };

        Judgement judgement = GroupJudge.Judge(evidence);

        Assert.Equal(generation, Of("generation", judgement).Generation);
        Assert.Equal(generation is null ? VerdictOutcome.Undecided : VerdictOutcome.Conforms, Of("retry-after", judgement).Outcome);
    }

    [Fact]
    public void The_quota_tells_the_generation_where_delays_and_hints_do_not()
    {
        GroupEvidence evidence = SampleEvidence.Of("aws-sdk-dotnet-coreclr", "standard", []) with
        {
            AttemptsPerInvocation = [100, 0, 50],
            Quotas = [new(14, 0, StopsWhenSpent: 100, 0, RetriesWhenSpent: 65), new(5, 0, StopsWhenSpent: 100, 0, RetriesWhenSpent: 0)],
        };

        Assert.Equal("old", Of("generation", GroupJudge.Judge(evidence)).Generation);
    }

    [Theory]
    [InlineData(60, 0, VerdictOutcome.Conforms)]
    [InlineData(60, 40, VerdictOutcome.Undecided)] // several client objects would do that
    [InlineData(0, 40, VerdictOutcome.Undecided)]
    [InlineData(0, 1000, VerdictOutcome.Deviates)]
    public void Retries_with_the_quota_spent_deviate_where_no_few_objects_explain_them(long stops, long retries, VerdictOutcome outcome)
    {
        GroupEvidence evidence = SampleEvidence.Of("Boto3", "standard", NewStandard) with { Quotas = [new(14, 0, stops, 0, retries), new(5, 300, 0, 0, 0)] };

        Assert.Equal(outcome, Of("retry-quota", GroupJudge.Judge(evidence)).Outcome);
    }

    [Theory]
    [InlineData("aws-sdk-java", "legacy")] // throttling costs it nothing
    [InlineData("Boto3", "legacy")]
    [InlineData("my-client", null)]
    public void Whose_quota_is_not_replayed_is_not_asked_about_it(string sdk, string? mode)
    {
        GroupEvidence evidence = SampleEvidence.Of(sdk, mode, OldStandard) with { Quotas = [new(14, 0, 0, 0, 1000), new(5, 0, 0, 0, 1000)] };

        Assert.DoesNotContain(GroupJudge.Judge(evidence).Verdicts, verdict => verdict.Rule == "retry-quota");
    }

    [Theory]
    [InlineData(50, 0.1, true)]
    [InlineData(50, 50, false)] // the same call comes so often that it says nothing
    [InlineData(10, 0.1, false)]
    public void An_application_that_retries_above_its_sdk_is_told(double repeated, double callsPerSecond, bool isTold)
    {
        GroupEvidence evidence = SampleEvidence.Of("Boto3", "standard", OldStandard) with
        {
            Figures = SampleEvidence.Figures(
                (ClientFigure.RepeatedAfterFailure, repeated), (ClientFigure.GivenUp, 60), (ClientFigure.DemandPerSecond, callsPerSecond), (ClientFigure.Clients, 1)),
        };

        Verdict? layered = GroupJudge.Judge(evidence).Verdicts.SingleOrDefault(verdict => verdict.Rule == "layered-retries");

        Assert.Equal(isTold ? VerdictOutcome.AgainstPractice : null, layered?.Outcome);
    }

    [Theory]
    [InlineData("Boto3", 0, 0, "Made 1,204 calls, none of which had to be retried.")]
    [InlineData("my-client", 0, 7, "Made 1,204 calls and retried none of the 7 that failed.")]
    [InlineData("aws-sdk-js", 1, 7, "Made 1,204 calls, each of one attempt: its retries are turned off.")]
    public void A_client_that_never_retried_is_described_and_hardly_judged(string sdk, int said, double givenUp, string description)
    {
        GroupEvidence evidence = SampleEvidence.Of(sdk, retryMode: null, []) with
        {
            AttemptsPerInvocation = [1204],
            SaidMaximum = said,
            Figures = SampleEvidence.Figures((ClientFigure.Invocations, 1204), (ClientFigure.GivenUp, givenUp)),
        };

        Judgement judgement = GroupJudge.Judge(evidence);

        Assert.Equal(description, judgement.Description);
        Assert.Empty(judgement.Verdicts);
    }

    [Fact]
    public void A_verdict_has_three_exemplars_at_most()
    {
        GroupEvidence evidence = SampleEvidence.Of("my-client", retryMode: null, OldStandard) with
        {
            Exemplars = finding => [.. Enumerable.Repeat(SampleEvidence.Exemplar(finding), 9)],
        };

        Assert.All(GroupJudge.Judge(evidence).Verdicts, verdict => Assert.Equal(3, verdict.Exemplars.Count));
    }

    private static Verdict Of(string rule, Judgement judgement) => Assert.Single(judgement.Verdicts, verdict => verdict.Rule == rule);
}
