using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// What a group did in one phase of an experiment, or outside of any. Requests count when they are told of, invocations when
/// it is known how they ended, in the phase in which they began. Tallies are merged by adding them.
/// </summary>
internal sealed class SegmentTally(ObservedSegment? phase)
{
    public const int MostAttempts = 16;

    private readonly RetryDelays _delays = new();
    private readonly RetryDelays _hintedDelays = new();
    private readonly long[] _attemptsPerInvocation = new long[MostAttempts + 1];
    private readonly long[] _outcomes = new long[5];
    private readonly long[] _gaveUp = new long[3];
    private readonly NameCounts _codes = new();
    private readonly NameCounts _operations = new();
    private readonly FailureTally _failures = new();
    private readonly HintTally _hints = new();
    private readonly ClientSet _clients = new();
    private readonly RetryRhythm _rhythm = new();

    /// <summary><see langword="null"/> outside of experiments.</summary>
    public ObservedSegment? Phase => phase;

    /// <summary>When its first request arrived, in ticks of UTC.</summary>
    public long From { get; private set; } = long.MaxValue;

    /// <summary>When its last one did.</summary>
    public long To { get; private set; } = long.MinValue;

    public long Requests { get; private set; }

    public long Unobserved { get; set; }

    public InvocationTotals Invocations { get; private set; }

    public long Duplicates { get; private set; }

    public long Hedges { get; private set; }

    public long RetriesOfTerminalErrors { get; private set; }

    public long RepeatedAfterFailure { get; set; }

    public long Refreshes { get; private set; }

    /// <summary>Refreshes by the tenths of the life that was left; the first are those that came too late.</summary>
    public long[] RefreshesByLifeLeft { get; } = new long[11];

    public LeadTally RefreshLeads { get; } = new();

    /// <summary>The parts of lives that had gone when sessions were refreshed, added up.</summary>
    public double LivesUsed { get; private set; }

    public int SaidMaximum { get; private set; }

    public long BeyondMaximum { get; private set; }

    public QuotaTally NewQuota { get; } = new();

    public QuotaTally OldQuota { get; } = new();

    public RetryRhythm Rhythm => _rhythm;

    public IReadOnlyList<long> AttemptsPerInvocation => _attemptsPerInvocation;

    public int Clients => _clients.Count;

    public IEnumerable<KeyValuePair<string, long>> Codes => _codes.All;

    public IEnumerable<KeyValuePair<string, long>> Operations => _operations.All;

    public long CountOf(AttemptOutcome outcome) => _outcomes[(int)outcome];

    public long CountOf(GiveUpReason reason) => _gaveUp[(int)reason];

    /// <summary>Delays of retries that the client was free to choose, and of those alone whose delay an answer had asked for.</summary>
    public IReadOnlyList<DelayHistogram> Delays => _delays.Describe();

    public IReadOnlyList<DelayHistogram> HintedDelays => _hintedDelays.Describe();

    public IReadOnlyList<HintEvidence> Hints => _hints.Seen;

    public IReadOnlyList<CodeEvidence> Answers => _failures.Describe();

    /// <summary>Counts a request.</summary>
    public void Add(ObservedAttempt attempt, int client)
    {
        From = Math.Min(From, attempt.ArrivedAt);
        To = Math.Max(To, attempt.ArrivedAt);
        Requests++;
        _outcomes[(int)attempt.Outcome]++;
        _operations.Add(attempt.Operation);
        if (attempt.Outcome != AttemptOutcome.Ok)
        {
            _codes.Add(attempt.Outcome == AttemptOutcome.Abandoned ? FailureTally.NoAnswer : attempt.Code);
        }

        _clients.Add(client);
    }

    /// <summary>Counts a session that one was issued before for the same; times are ticks of UTC.</summary>
    public void Refreshed(long issuedAt, long expiresAt, long now)
    {
        Refreshes++;
        double life = Math.Max(1, expiresAt - issuedAt);
        double left = (expiresAt - now) / life;
        LivesUsed += Math.Clamp(1 - left, 0, 1);
        RefreshesByLifeLeft[left <= 0 ? 0 : Math.Min(10, 1 + (int)(left * 10))]++;
        RefreshLeads.Add(TimeSpan.FromTicks(expiresAt - now).TotalSeconds);
    }

    /// <summary>Counts an invocation that went well with its first request.</summary>
    public void AddSuccessAtOnce(int maximumAttempts)
    {
        Invocations += new InvocationTotals(Invocations: 1, Attempts: 1, Succeeded: 1, GivenUp: 0);
        _attemptsPerInvocation[0]++;
        SaidMaximum = Math.Max(SaidMaximum, maximumAttempts);
    }

    /// <summary>Counts what came of such an invocation after its answer: repeated by a transport, or by a client that had not waited for it.</summary>
    public void AddAfterSuccess(ObservedAttempt attempt)
    {
        if (attempt.Attempt == 1)
        {
            Duplicates++;
            return;
        }

        Invocations += new InvocationTotals(Invocations: 0, Attempts: 1, Succeeded: 0, GivenUp: 0);
        Hedges++;
    }

    /// <summary>Counts an invocation, and offers it as an example of what it shows.</summary>
    public void Add(OpenInvocation invocation, InvocationEnd end, ExemplarShelf shelf)
    {
        bool isWhole = invocation[0].Number == 1;
        int attempts = 0;
        bool hadDuplicate = false;
        for (int i = 0; i < invocation.Count; i++)
        {
            bool repeats = i > 0 && invocation[i].Number == invocation[i - 1].Number;
            attempts += repeats ? 0 : 1;
            hadDuplicate |= repeats;
            if (i > 0 && !repeats)
            {
                AddRetry(invocation, i, shelf, end);
            }
        }

        Duplicates += invocation.Requests - attempts;
        Invocations += new InvocationTotals(isWhole ? 1 : 0, attempts, end.Succeeded is true ? 1 : 0, end.Succeeded is false ? 1 : 0);
        SaidMaximum = Math.Max(SaidMaximum, invocation.MaximumAttempts);
        if (end.Succeeded is not null)
        {
            _attemptsPerInvocation[Math.Min(MostAttempts, invocation.Last.Number - 1)]++;
        }

        AddEnd(invocation, end, shelf);
        if (hadDuplicate)
        {
            shelf.Offer(Finding.Duplicate, invocation, end);
        }

        if (attempts > 1)
        {
            shelf.Offer(Finding.Retried, invocation, end);
        }
    }

    public void Add(SegmentTally other)
    {
        From = Math.Min(From, other.From);
        To = Math.Max(To, other.To);
        Requests += other.Requests;
        Unobserved += other.Unobserved;
        Invocations += other.Invocations;
        Duplicates += other.Duplicates;
        Hedges += other.Hedges;
        RetriesOfTerminalErrors += other.RetriesOfTerminalErrors;
        RepeatedAfterFailure += other.RepeatedAfterFailure;
        Refreshes += other.Refreshes;
        LivesUsed += other.LivesUsed;
        SaidMaximum = Math.Max(SaidMaximum, other.SaidMaximum);
        BeyondMaximum += other.BeyondMaximum;
        NewQuota.Add(other.NewQuota);
        OldQuota.Add(other.OldQuota);
        RefreshLeads.Add(other.RefreshLeads);
        _rhythm.Add(other._rhythm);
        Sum(_attemptsPerInvocation, other._attemptsPerInvocation);
        Sum(_outcomes, other._outcomes);
        Sum(_gaveUp, other._gaveUp);
        Sum(RefreshesByLifeLeft, other.RefreshesByLifeLeft);
        _delays.Add(other._delays);
        _hintedDelays.Add(other._hintedDelays);
        _codes.Add(other._codes);
        _operations.Add(other._operations);
        _failures.Add(other._failures);
        _clients.Add(other._clients);
        _hints.Add(other._hints);
    }

    private void AddRetry(OpenInvocation invocation, int index, ExemplarShelf shelf, InvocationEnd end)
    {
        SeenAttempt retry = invocation[index];
        SeenAttempt failed = invocation[index - 1];
        RetryTrigger trigger = failed.Trigger;
        _failures.Retried(failed);
        if (trigger == RetryTrigger.Terminal)
        {
            RetriesOfTerminalErrors++;
            shelf.Offer(Finding.RetriedTerminal, invocation, end);
        }

        double delay = TimeSpan.FromTicks(retry.ArrivedAt - failed.EndedAt).TotalMilliseconds;
        if (delay < 0)
        {
            Hedges++;
            shelf.Offer(Finding.Hedge, invocation, end);
            return;
        }

        (failed.RetryAfterMs > 0 ? _hintedDelays : _delays).Add(trigger, retry.Number, delay);
        if (delay < 5)
        {
            shelf.Offer(Finding.RetriedAtOnce, invocation, end);
        }

        if (failed.RetryAfterMs > 0 && _hints.Retried(failed, delay))
        {
            shelf.Offer(Finding.IgnoredRetryAfter, invocation, end);
        }
    }

    private void AddEnd(OpenInvocation invocation, InvocationEnd end, ExemplarShelf shelf)
    {
        if (invocation.MaximumAttempts > 0 && invocation.Last.Number > invocation.MaximumAttempts)
        {
            BeyondMaximum++;
            shelf.Offer(Finding.BeyondMaximum, invocation, end);
        }

        if (end.GaveUp is not { } reason)
        {
            return;
        }

        _gaveUp[(int)reason]++;
        SeenAttempt last = invocation.Last;
        if (reason == GiveUpReason.Exhausted)
        {
            shelf.Offer(Finding.Exhausted, invocation, end);
            return;
        }

        // It might have been retried, and was not.
        _failures.NotRetried(last);
        if (reason == GiveUpReason.Silent)
        {
            NewQuota.Stopped(invocation.Client.NewQuota, last);
            OldQuota.Stopped(invocation.Client.OldQuota, last);
            shelf.Offer(Finding.Silent, invocation, end);
        }
    }

    private static void Sum(long[] sums, long[] others)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += others[i];
        }
    }
}
