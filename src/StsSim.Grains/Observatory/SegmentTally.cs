using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// What a group did in one phase of an experiment, or outside of any. Requests count when they are told of, invocations when
/// it is known how they ended, in the phase in which they began. Tallies are merged by adding them.
/// </summary>
internal sealed class SegmentTally(ObservedSegment? phase)
{
    public const int MostAttempts = 16;

    private const int MostNames = 64;
    private const int Triggers = 4;
    private const double EarlyMs = 10;
    private const double HintSlackMs = 5000;
    private const double LateMs = 1000;

    private readonly DelayTally?[] _delays = new DelayTally?[Triggers * DelayHistogram.MostRetries];
    private readonly DelayTally?[] _hintedDelays = new DelayTally?[Triggers * DelayHistogram.MostRetries];
    private readonly long[] _attemptsPerInvocation = new long[MostAttempts + 1];
    private readonly long[] _outcomes = new long[5];
    private readonly long[] _gaveUp = new long[3];
    private readonly Dictionary<string, long> _codes = [];
    private readonly Dictionary<string, long> _operations = [];
    private readonly Dictionary<(string Code, int Status, RetryTrigger Trigger), (long Answers, long Retried)> _answers = [];
    private readonly HintEvidence[] _hints = [new(IsAws: false, 0, 0, 0), new(IsAws: true, 0, 0, 0)];
    private readonly List<ulong> _clients = [];
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

    public int Clients => _clients.Sum(BitOperations.PopCount);

    public IEnumerable<KeyValuePair<string, long>> Codes => _codes;

    public IEnumerable<KeyValuePair<string, long>> Operations => _operations;

    public long CountOf(AttemptOutcome outcome) => _outcomes[(int)outcome];

    public long CountOf(GiveUpReason reason) => _gaveUp[(int)reason];

    /// <summary>Delays of retries that the client was free to choose, and of those alone whose delay an answer had asked for.</summary>
    public IReadOnlyList<DelayHistogram> Delays => [.. Describe(_delays)];

    public IReadOnlyList<DelayHistogram> HintedDelays => [.. Describe(_hintedDelays)];

    public IReadOnlyList<HintEvidence> Hints => [.. _hints.Where(hint => hint.Retries > 0)];

    public IReadOnlyList<CodeEvidence> Answers =>
    [
        .. _answers.Select(answer => new CodeEvidence(answer.Key.Code, answer.Key.Status, answer.Key.Trigger, answer.Value.Answers, answer.Value.Retried))
            .OrderByDescending(answer => answer.Answers),
    ];

    /// <summary>Counts a request.</summary>
    public void Add(ObservedAttempt attempt, int client)
    {
        From = Math.Min(From, attempt.ArrivedAt);
        To = Math.Max(To, attempt.ArrivedAt);
        Requests++;
        _outcomes[(int)attempt.Outcome]++;
        Count(_operations, attempt.Operation, 1);
        if (attempt.Outcome != AttemptOutcome.Ok)
        {
            Count(_codes, attempt.Outcome == AttemptOutcome.Abandoned ? "(no answer)" : attempt.Code, 1);
        }

        int word = client / 64;
        while (_clients.Count <= word)
        {
            _clients.Add(0);
        }

        CollectionsMarshal.AsSpan(_clients)[word] |= 1UL << (client % 64);
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
        Merge(_delays, other._delays);
        Merge(_hintedDelays, other._hintedDelays);
        foreach ((string code, long count) in other._codes)
        {
            Count(_codes, code, count);
        }

        foreach ((string operation, long count) in other._operations)
        {
            Count(_operations, operation, count);
        }

        foreach (((string, int, RetryTrigger) answer, (long answers, long retried)) in other._answers)
        {
            CountAnswer(answer, answers, retried);
        }

        for (int hint = 0; hint < _hints.Length; hint++)
        {
            _hints[hint] = _hints[hint].Plus(other._hints[hint]);
        }

        for (int word = 0; word < other._clients.Count; word++)
        {
            if (word == _clients.Count)
            {
                _clients.Add(0);
            }

            CollectionsMarshal.AsSpan(_clients)[word] |= other._clients[word];
        }
    }

    private void AddRetry(OpenInvocation invocation, int index, ExemplarShelf shelf, InvocationEnd end)
    {
        SeenAttempt retry = invocation[index];
        SeenAttempt failed = invocation[index - 1];
        RetryTrigger trigger = failed.Trigger;
        CountAnswer((NameOf(failed), failed.Outcome == AttemptOutcome.Abandoned ? 0 : failed.Status, trigger), answers: 1, retried: 1);
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

        int slot = ((int)trigger * DelayHistogram.MostRetries) + Math.Clamp(retry.Number - 2, 0, DelayHistogram.MostRetries - 1);
        DelayTally?[] delays = failed.RetryAfterMs > 0 ? _hintedDelays : _delays;
        (delays[slot] ??= new DelayTally()).Add(delay);
        if (delay < 5)
        {
            shelf.Offer(Finding.RetriedAtOnce, invocation, end);
        }

        if (failed.RetryAfterMs > 0)
        {
            AddHint(invocation, failed, delay, shelf, end);
        }
    }

    // The new rules wait for x-amz-retry-after, but never more than five seconds longer than they would have: a longer hint binds no longer.
    private void AddHint(OpenInvocation invocation, in SeenAttempt failed, double delay, ExemplarShelf shelf, InvocationEnd end)
    {
        double asked = failed.IsAwsRetryAfter ? Math.Min(failed.RetryAfterMs, HintSlackMs) : failed.RetryAfterMs;
        bool isEarly = delay < asked - Math.Max(EarlyMs, asked / 100);
        bool isLate = delay > failed.RetryAfterMs + HintSlackMs + LateMs;
        ref HintEvidence hint = ref _hints[failed.IsAwsRetryAfter ? 1 : 0];
        hint = hint.Plus(new HintEvidence(hint.IsAws, Retries: 1, isEarly ? 1 : 0, isLate ? 1 : 0) { LeastMs = failed.RetryAfterMs, MostMs = failed.RetryAfterMs });
        if (isEarly)
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
        CountAnswer((NameOf(last), last.Outcome == AttemptOutcome.Abandoned ? 0 : last.Status, last.Trigger), answers: 1, retried: 0);
        if (reason == GiveUpReason.Silent)
        {
            NewQuota.Stopped(invocation.Client.NewQuota, last);
            OldQuota.Stopped(invocation.Client.OldQuota, last);
            shelf.Offer(Finding.Silent, invocation, end);
        }
    }

    private void CountAnswer((string Code, int Status, RetryTrigger Trigger) answer, long answers, long retried)
    {
        if (_answers.Count >= MostNames && !_answers.ContainsKey(answer))
        {
            answer = ("(others)", 0, answer.Trigger);
        }

        (long knownAnswers, long knownRetried) = _answers.GetValueOrDefault(answer);
        _answers[answer] = (knownAnswers + answers, knownRetried + retried);
    }

    // Codes are of any number: faults make them up.
    private static void Count(Dictionary<string, long> counts, string name, long count)
    {
        ref long known = ref CollectionsMarshal.GetValueRefOrNullRef(counts, name);
        if (!Unsafe.IsNullRef(ref known))
        {
            known += count;
        }
        else
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, counts.Count < MostNames ? name : "(others)", out _) += count;
        }
    }

    private static string NameOf(in SeenAttempt failed) => failed.Outcome == AttemptOutcome.Abandoned ? "(no answer)" : failed.Code;

    private static void Sum(long[] sums, long[] others)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += others[i];
        }
    }

    private static void Merge(DelayTally?[] delays, DelayTally?[] others)
    {
        for (int slot = 0; slot < delays.Length; slot++)
        {
            if (others[slot] is { } other)
            {
                (delays[slot] ??= new DelayTally()).Add(other);
            }
        }
    }

    private static IEnumerable<DelayHistogram> Describe(DelayTally?[] delays)
    {
        for (int slot = 0; slot < delays.Length; slot++)
        {
            if (delays[slot] is { } tally)
            {
                yield return tally.Describe((slot % DelayHistogram.MostRetries) + 1, (RetryTrigger)(slot / DelayHistogram.MostRetries));
            }
        }
    }
}
