using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory.Verdicts;

namespace StsSim.Grains.Observatory;

/// <summary>
/// What a group of clients did. Requests are put together to invocations while another attempt may come; then an invocation
/// is counted and forgotten. Of fixed size for each client, and in all, however long it runs.
/// </summary>
internal sealed class ClientGroupAnalysis(ClientGroup group, OpenInvocationBudget budget)
{
    private const int MostClients = 20_000;
    private const int MostPhases = 32;
    private const int MostRecent = 100;
    private const int MostSuccessors = 1000;
    private const int MostSources = 10_000;
    private const int SampleOfSuccesses = 512;
    private const string OtherClients = "(others)";

    // As long as the longest delay of any SDK: a client that sends no invocation id and asks for the same again within it retries.
    private static readonly TimeSpan LongestInferredDelay = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LongestSuccession = TimeSpan.FromMinutes(5);

    // To judge costs much more than to count, and a verdict does not change with every request.
    private static readonly TimeSpan BetweenJudgements = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, ClientTally> _clients = [];
    private readonly List<SegmentTally> _segments = [new(phase: null)];
    private readonly Dictionary<Guid, OpenInvocation> _open = [];
    private readonly Queue<OpenInvocation> _succeeded = new();
    private readonly Queue<OpenInvocation> _others = new();
    private readonly RecentInvocations _wentWell = new();
    private readonly InferredInvocations _inferred = new(LongestInferredDelay);
    private readonly LoadTimeline _timeline = new();
    private readonly ExemplarShelf _shelf = new();
    private readonly Queue<ReconstructedInvocation> _recent = new();
    private readonly Dictionary<string, ClientTally> _failedAt = [];
    private readonly List<(ClientTally Gone, long At)> _successors = [];
    private (int Deviations, long Requests, long At)? _judged;
    private long _lastSeen;

    /// <param name="now">In ticks of UTC.</param>
    public void Record(ObservedBatch batch, long now)
    {
        SegmentTally[] segments = [.. batch.Segments.Select(SegmentOf)];
        var clients = new ClientTally?[batch.Clients.Count];
        ObservedAttempt[] attempts = batch.Attempts;
        if (group.IsInferred)
        {
            attempts = [.. attempts.OrderBy(attempt => attempt.ArrivedAt)]; // who is matched by time is matched in its order
        }

        foreach (ObservedAttempt attempt in attempts)
        {
            ObservedClient observed = batch.Clients[attempt.Client];
            ClientTally client = clients[attempt.Client] ??= ClientOf(observed, attempt.ArrivedAt);
            Record(attempt, observed, client, attempt.Segment < 0 ? _segments[0] : segments[attempt.Segment]);
        }

        _segments[0].Unobserved += batch.Dropped;
        CloseDue(now);
    }

    /// <returns><see langword="null"/> where nothing was seen in the scope.</returns>
    public ClientGroupReport? Report(ClientScope scope, long now)
    {
        ExemplarShelf shelf = _shelf.Copy();
        List<SegmentTally> segments = SegmentsAt(now, shelf);
        if (Select(segments, scope) is not { } tally)
        {
            return null;
        }

        Judgement judgement = Judge(scope, tally, segments, shelf, now, out ClientFigures figures);
        return new ClientGroupReport
        {
            Group = group,
            FirstSeen = At(tally.From),
            LastSeen = At(tally.To),
            Figures = figures,
            Phases =
            [
                .. segments.Where(segment => segment is { Phase: { } phase, Requests: > 0 } && IsIn(phase, scope))
                    .OrderBy(segment => segment.From)
                    .Select(segment => new PhaseOfGroup(segment.Phase!, At(segment.From), At(segment.To), FiguresOf(new ClientScope(segment.Phase!.ExperimentId, segment.Phase.Phase), segment, segments, now))),
            ],
            AttemptsPerInvocation = tally.AttemptsPerInvocation,
            Codes = [.. tally.Codes.OrderByDescending(code => code.Value)],
            Operations = [.. tally.Operations.OrderByDescending(operation => operation.Value)],
            Delays = tally.Delays,
            ExpectedDelays = judgement.ExpectedDelays,
            Backoff = judgement.Backoff,
            Description = judgement.Description,
            Verdicts = judgement.Verdicts,
            Timeline = [.. _timeline.Slots.Where(slot => scope.ExperimentId is null || (slot.At.UtcTicks <= tally.To && slot.At.AddSeconds(slot.Seconds).UtcTicks >= tally.From))],
            RefreshesByLifeLeft = tally.RefreshesByLifeLeft,
        };
    }

    /// <returns><see langword="null"/> where nothing was seen in the scope.</returns>
    public GroupMeasures? Measure(ClientScope scope, long now)
    {
        ExemplarShelf shelf = _shelf.Copy();
        List<SegmentTally> segments = SegmentsAt(now, shelf);
        if (Select(segments, scope) is not { } tally)
        {
            return null;
        }

        Judge(scope, tally, segments, shelf, now, out ClientFigures figures);
        var calls = new Dictionary<string, long>();
        foreach (ClientTally client in _clients.Values)
        {
            client.CallsIn(scope.ExperimentId)?.AddTo(calls);
        }

        return new GroupMeasures(group, figures, [.. tally.Delays, .. tally.HintedDelays], [.. calls]);
    }

    /// <returns><see langword="null"/> where nothing was seen.</returns>
    public ClientGroupGlance? Glance(DateTimeOffset since, long now)
    {
        if (_lastSeen == 0)
        {
            return null;
        }

        CloseDue(now);
        InvocationTotals invocations = default;
        foreach (SegmentTally segment in _segments)
        {
            invocations += segment.Invocations;
        }

        foreach (OpenInvocation invocation in AllOpen())
        {
            invocations += TotalsOf(invocation, invocation.EndAt(now, group));
        }

        return new ClientGroupGlance
        {
            Group = group,
            LastSeen = At(_lastSeen),
            Clients = _clients.Count,
            Requests = _segments.Sum(segment => segment.Requests),
            Attempts = invocations.Attempts,
            Invocations = invocations.Invocations,
            Retries = Math.Max(0, invocations.Attempts - invocations.Invocations),
            Ok = CountOf(AttemptOutcome.Ok),
            Throttled = CountOf(AttemptOutcome.Throttled),
            ClientErrors = CountOf(AttemptOutcome.ClientError),
            ServerErrors = CountOf(AttemptOutcome.ServerError),
            Abandoned = CountOf(AttemptOutcome.Abandoned),
            GivenUp = invocations.GivenUp,
            Deviations = CountDeviations(now),
            Timeline = since == DateTimeOffset.MaxValue ? [] : [.. _timeline.Slots.Where(slot => slot.At >= since)],
        };
    }

    /// <summary>Its clients, the most active first.</summary>
    public IReadOnlyList<ClientSummary> ListClients(int most, long now)
    {
        var open = new Dictionary<ClientTally, InvocationTotals>();
        foreach (OpenInvocation invocation in AllOpen())
        {
            InvocationEnd end = invocation.EndAt(now, group);
            open[invocation.Client] = open.GetValueOrDefault(invocation.Client) + TotalsOf(invocation, end);
        }

        return
        [
            .. _clients.Values.OrderByDescending(client => client.Requests).Take(most).Select(client => Describe(client, client.Closed + open.GetValueOrDefault(client))),
        ];
    }

    /// <summary>Those that may go on, and the last ones that are over; of those that went well at once, a sample.</summary>
    public IReadOnlyList<ReconstructedInvocation> ListInvocations(InvocationQuery query, long now)
    {
        IEnumerable<ReconstructedInvocation> open = AllOpen()
            .Where(invocation => !query.Retried || invocation.Count > 1)
            .OrderByDescending(invocation => invocation.FirstArrival)
            .Take(query.GivenUp ? int.MaxValue : query.Most)
            .Select(invocation => invocation.Describe(invocation.EndAt(now, group)));
        return
        [
            .. open.Concat(_recent)
                .Where(invocation => (!query.Retried || invocation.Attempts.Count > 1) && (!query.GivenUp || invocation.GaveUp is not null))
                .OrderByDescending(invocation => invocation.StartedAt)
                .Take(query.Most),
        ];
    }

    /// <summary>Gives back the room that its open invocations take.</summary>
    public void Release() => budget.Return(_open.Count + _inferred.Count);

    private void Record(ObservedAttempt attempt, ObservedClient observed, ClientTally client, SegmentTally segment)
    {
        _lastSeen = Math.Max(_lastSeen, attempt.ArrivedAt);
        segment.Add(attempt, client.Number);
        Count(client, attempt);
        bool isRefresh = attempt.SessionExpiresAt > 0 && Renew(client, segment, attempt);
        OpenInvocation? known = group.IsInferred ? _inferred.Find(client, attempt) : _open.GetValueOrDefault(attempt.Invocation);
        if (known is null && !group.IsInferred && _wentWell.Contains(attempt.Invocation))
        {
            segment.AddAfterSuccess(attempt);
            AddToTimeline(attempt, isFirst: false, isRetry: attempt.Attempt > 1, isNewSuccess: false, isRefresh);
        }
        else if (known is null && attempt is { Outcome: AttemptOutcome.Ok, Attempt: 1, FaultId: null })
        {
            RecordSuccessAtOnce(attempt, observed, client, segment, isRefresh);
        }
        else
        {
            RecordAttempt(attempt, observed, client, segment, known, isRefresh);
        }
    }

    // Nothing more is to be expected of it, so it is counted and not kept. Where a fault met it, its client may not have liked the answer.
    private void RecordSuccessAtOnce(ObservedAttempt attempt, ObservedClient observed, ClientTally client, SegmentTally segment, bool isRefresh)
    {
        Begin(attempt, client, segment);
        if (!group.IsInferred)
        {
            _wentWell.Add(attempt.Invocation);
        }

        segment.AddSuccessAtOnce(attempt.MaximumAttempts);
        client.Closed += new InvocationTotals(Invocations: 1, Attempts: 1, Succeeded: 1, GivenUp: 0);
        var seen = SeenAttempt.Of(attempt, number: 1);
        client.NewQuota.Succeeded(seen, failed: null);
        client.OldQuota.Succeeded(seen, failed: null);
        client.LastWasGivenUp = false;
        AddToTimeline(attempt, isFirst: true, isRetry: false, isNewSuccess: true, isRefresh);
        if (_recent.Count < MostRecent / 2 || client.Requests % SampleOfSuccesses == 0)
        {
            var invocation = new OpenInvocation(attempt.Invocation, client, observed, segment, attempt.Operation, attempt.Fingerprint) { MaximumAttempts = attempt.MaximumAttempts };
            invocation.Add(seen);
            Keep(invocation, InvocationEnd.Success);
        }
    }

    private void RecordAttempt(
        ObservedAttempt attempt, ObservedClient observed, ClientTally client, SegmentTally segment, OpenInvocation? known, bool isRefresh)
    {
        int number = group.IsInferred ? (known?.Last.Number ?? 0) + 1 : attempt.Attempt;
        OpenInvocation invocation = known ?? Open(attempt, observed, client, segment);
        bool isFirst = known is null && number == 1;
        if (isFirst)
        {
            Begin(attempt, client, segment);
        }

        bool goesOn = known is not null && number > known.Last.Number;
        bool isRetry = number > 1 && (goesOn || known is null);
        SeenAttempt? failed = goesOn ? known!.Last : null;
        bool isNewSuccess = attempt.Outcome == AttemptOutcome.Ok && (known is null || known.Last.Outcome != AttemptOutcome.Ok);
        var seen = SeenAttempt.Of(attempt, number);
        invocation.Add(seen);
        invocation.MaximumAttempts = Math.Max(invocation.MaximumAttempts, attempt.MaximumAttempts);
        if (isRetry)
        {
            segment.Rhythm.Add(attempt.ArrivedAt);
        }

        ReplayQuota(client, segment, seen, failed);
        NoteFailure(invocation, client, observed, seen);
        AddToTimeline(attempt, isFirst, isRetry, isNewSuccess, isRefresh);
        if (known is null)
        {
            (seen.Outcome == AttemptOutcome.Ok ? _succeeded : _others).Enqueue(invocation);
        }
    }

    private static void Begin(ObservedAttempt attempt, ClientTally client, SegmentTally segment)
    {
        client.Called(attempt.Operation, attempt.ArrivedAt, segment.Phase?.ExperimentId);
        segment.RepeatedAfterFailure += client.Repeats(attempt.Fingerprint, attempt.ArrivedAt) ? 1 : 0;
    }

    private void AddToTimeline(ObservedAttempt attempt, bool isFirst, bool isRetry, bool isNewSuccess, bool isRefresh) => _timeline.Add(
        attempt.ArrivedAt,
        new LoadSlot(
            default,
            0,
            Requests: 1,
            Ok: attempt.Outcome == AttemptOutcome.Ok ? 1 : 0,
            Throttled: attempt.Outcome == AttemptOutcome.Throttled ? 1 : 0,
            Failed: attempt.Outcome is AttemptOutcome.Ok or AttemptOutcome.Throttled ? 0 : 1,
            Invocations: isFirst ? 1 : 0,
            Succeeded: isNewSuccess ? 1 : 0,
            Retries: isRetry ? 1 : 0,
            Sessions: isRefresh ? 1 : 0));

    private static void Count(ClientTally client, ObservedAttempt attempt)
    {
        client.LastSeen = Math.Max(client.LastSeen, attempt.ArrivedAt);
        client.Requests++;
        switch (attempt.Outcome)
        {
            case AttemptOutcome.Ok:
                client.Ok++;
                break;
            case AttemptOutcome.Throttled:
                client.Throttled++;
                break;
            default:
                client.Failed++;
                break;
        }
    }

    private OpenInvocation Open(ObservedAttempt attempt, ObservedClient observed, ClientTally client, SegmentTally segment)
    {
        while (!budget.TryTake())
        {
            if (!CloseOldest(attempt.ArrivedAt))
            {
                break; // the room is taken by other groups: one more than there is room for does no harm
            }
        }

        var invocation = new OpenInvocation(attempt.Invocation, client, observed, segment, attempt.Operation, attempt.Fingerprint);
        if (group.IsInferred)
        {
            _inferred.Add(invocation);
        }
        else
        {
            _open[attempt.Invocation] = invocation;
        }

        return invocation;
    }

    private static bool Renew(ClientTally client, SegmentTally segment, ObservedAttempt attempt)
    {
        client.Sessions++;
        if (client.Renewals.Issued(attempt.SessionSubject, attempt.ArrivedAt, attempt.SessionExpiresAt) is not { } before)
        {
            return false;
        }

        segment.Refreshed(before.IssuedAt, before.ExpiresAt, attempt.ArrivedAt);
        return true;
    }

    private static void ReplayQuota(ClientTally client, SegmentTally segment, in SeenAttempt seen, SeenAttempt? failed)
    {
        if (failed is { Trigger: RetryTrigger.Throttling or RetryTrigger.Transient } before)
        {
            segment.NewQuota.Retried(client.NewQuota, before);
            segment.OldQuota.Retried(client.OldQuota, before);
        }

        if (seen.Outcome == AttemptOutcome.Ok)
        {
            client.NewQuota.Succeeded(seen, failed);
            client.OldQuota.Succeeded(seen, failed);
        }
    }

    // That a client knows by now that it failed, be another attempt possible or not.
    private void NoteFailure(OpenInvocation invocation, ClientTally client, ObservedClient observed, in SeenAttempt seen)
    {
        bool isFinal = seen.Trigger == RetryTrigger.Terminal || (invocation.MaximumAttempts > 0 && seen.Number >= invocation.MaximumAttempts && seen.Outcome != AttemptOutcome.Ok);
        client.LastWasGivenUp = isFinal;
        if (isFinal)
        {
            client.GaveUp(invocation.Fingerprint, seen.EndedAt);
            if (observed.Source is { } source && (_failedAt.Count < MostSources || _failedAt.ContainsKey(source)))
            {
                _failedAt[source] = client;
            }
        }
    }

    private ClientTally ClientOf(ObservedClient observed, long arrivedAt)
    {
        string principal = _clients.Count >= MostClients && !_clients.ContainsKey(observed.Principal) ? OtherClients : observed.Principal;
        if (!_clients.TryGetValue(principal, out ClientTally? client))
        {
            client = new ClientTally(_clients.Count, principal, arrivedAt);
            _clients.Add(principal, client);
            NoteSuccession(observed, arrivedAt);
        }

        if (observed.Source is { } source)
        {
            client.SeenFrom(source);
        }

        return client;
    }

    // Where another has just failed for good: if that one is never heard of again, this is it under another name.
    private void NoteSuccession(ObservedClient observed, long arrivedAt)
    {
        if (observed.Source is { } source
            && _failedAt.Remove(source, out ClientTally? gone)
            && gone.LastWasGivenUp
            && arrivedAt - gone.LastSeen < LongestSuccession.Ticks
            && _successors.Count < MostSuccessors)
        {
            _successors.Add((gone, arrivedAt));
        }
    }

    private SegmentTally SegmentOf(ObservedSegment phase)
    {
        if (_segments.Find(segment => phase.Equals(segment.Phase)) is { } known)
        {
            return known;
        }

        if (_segments.Count > MostPhases)
        {
            _segments[0].Add(_segments[1]); // the oldest is told apart no longer; what began in it is counted in vain, and little
            _segments.RemoveAt(1);
        }

        var segment = new SegmentTally(phase);
        _segments.Add(segment);
        return segment;
    }

    private void CloseDue(long now)
    {
        CloseDue(_succeeded, now);
        CloseDue(_others, now);
    }

    // Each queue is in the order of when its invocations were first looked at; one that went on is looked at again later.
    private void CloseDue(Queue<OpenInvocation> queue, long now)
    {
        for (int left = queue.Count; left > 0 && queue.TryPeek(out OpenInvocation? head); left--)
        {
            if (head.DueAt(group) <= now)
            {
                queue.Dequeue();
                Close(head, now);
            }
            else if (head.Requests > 1)
            {
                queue.Dequeue();
                _others.Enqueue(head);
            }
            else
            {
                break;
            }
        }
    }

    private bool CloseOldest(long now)
    {
        if (_succeeded.TryDequeue(out OpenInvocation? oldest) || _others.TryDequeue(out oldest))
        {
            Close(oldest, now);
            return true;
        }

        return false;
    }

    private void Close(OpenInvocation invocation, long now)
    {
        bool wasOpen = group.IsInferred ? _inferred.Remove(invocation) : _open.Remove(invocation.Id);
        if (!wasOpen)
        {
            return;
        }

        budget.Return();
        InvocationEnd end = invocation.EndAt(now, group);
        invocation.Segment.Add(invocation, end, _shelf);
        invocation.Client.Closed += TotalsOf(invocation, end);
        Keep(invocation, end);
    }

    private void Keep(OpenInvocation invocation, InvocationEnd end)
    {
        _recent.Enqueue(invocation.Describe(end));
        if (_recent.Count > MostRecent)
        {
            _recent.Dequeue();
        }
    }

    private static InvocationTotals TotalsOf(OpenInvocation invocation, InvocationEnd end)
    {
        int attempts = 1;
        for (int i = 1; i < invocation.Count; i++)
        {
            attempts += invocation[i].Number == invocation[i - 1].Number ? 0 : 1;
        }

        return new InvocationTotals(invocation[0].Number == 1 ? 1 : 0, attempts, end.Succeeded is true ? 1 : 0, end.Succeeded is false ? 1 : 0);
    }

    private IEnumerable<OpenInvocation> AllOpen() => group.IsInferred ? _inferred.All : _open.Values;

    // As if all that is open were counted, each as it stands.
    private List<SegmentTally> SegmentsAt(long now, ExemplarShelf shelf)
    {
        CloseDue(now);
        var copies = new Dictionary<SegmentTally, SegmentTally>();
        foreach (SegmentTally segment in _segments)
        {
            copies[segment] = Copy(segment);
        }

        foreach (OpenInvocation invocation in AllOpen())
        {
            if (copies.TryGetValue(invocation.Segment, out SegmentTally? copy))
            {
                copy.Add(invocation, invocation.EndAt(now, group), shelf);
            }
        }

        return [.. _segments.Select(segment => copies[segment])];
    }

    private static SegmentTally Copy(SegmentTally segment)
    {
        var copy = new SegmentTally(segment.Phase);
        copy.Add(segment);
        return copy;
    }

    private static SegmentTally? Select(List<SegmentTally> segments, ClientScope scope)
    {
        var sum = new SegmentTally(phase: null);
        foreach (SegmentTally segment in segments)
        {
            if (scope.ExperimentId is null || (segment.Phase is { } phase && IsIn(phase, scope)))
            {
                sum.Add(segment);
            }
        }

        return sum.Requests > 0 ? sum : null;
    }

    private static bool IsIn(ObservedSegment phase, ClientScope scope) =>
        scope.ExperimentId is null || (phase.ExperimentId == scope.ExperimentId && (scope.Phase is null || scope.Phase == phase.Phase));

    private Judgement Judge(ClientScope scope, SegmentTally tally, List<SegmentTally> segments, ExemplarShelf shelf, long now, out ClientFigures figures)
    {
        figures = FiguresOf(scope, tally, segments, now);
        Judgement judgement = GroupJudge.Judge(new GroupEvidence
        {
            Group = group,
            Figures = figures,
            Delays = tally.Delays,
            AttemptsPerInvocation = tally.AttemptsPerInvocation,
            Codes = tally.Answers,
            Hints = tally.Hints,
            Quotas = [Quota(RetryQuota.New(), tally.NewQuota), Quota(RetryQuota.Old(), tally.OldQuota)],
            SaidMaximum = tally.SaidMaximum,
            BeyondMaximum = tally.BeyondMaximum,
            Exemplars = finding => shelf[finding],
        });
        double deviations = judgement.Verdicts.Count(verdict => verdict.Outcome is VerdictOutcome.Deviates or VerdictOutcome.AgainstPractice);
        figures = new ClientFigures([.. figures.Values.Select((value, figure) => figure == (int)ClientFigure.Deviations ? deviations : value)]);
        return judgement;
    }

    private int CountDeviations(long now)
    {
        long requests = _segments.Sum(segment => segment.Requests);
        if (_judged is not { } judged || (judged.Requests != requests && now - judged.At >= BetweenJudgements.Ticks))
        {
            double? deviations = Report(ClientScope.Everything, now)?.Figures[ClientFigure.Deviations];
            _judged = judged = ((int)(deviations ?? 0), requests, now);
        }

        return judged.Deviations;
    }

    private long CountOf(AttemptOutcome outcome) => _segments.Sum(segment => segment.CountOf(outcome));

    private static QuotaEvidence Quota(RetryQuota rule, QuotaTally tally) =>
        new(rule.TransientCost, tally.Least, tally.StopsWhenSpent, tally.StopsWithTokensLeft, tally.RetriesWhenSpent);

    private ClientFigures FiguresOf(ClientScope scope, SegmentTally tally, List<SegmentTally> segments, long now) =>
        new GroupFigures(tally, _timeline.Slots, scope.Phase is null ? null : FirstPhaseOf(segments, scope.ExperimentId!), now)
        {
            // Who is gone is gone from all of a run, and not from a phase.
            Vanished = scope.Phase is null ? Vanished() : null,
            Reappeared = scope.Phase is null ? _successors.Count(succession => succession.Gone.LastSeen <= succession.At) : null,
        }.Compute();

    private static SegmentTally? FirstPhaseOf(List<SegmentTally> segments, string experiment) =>
        segments.Where(segment => segment.Phase?.ExperimentId == experiment && segment.Requests > 0).MinBy(segment => segment.Phase!.Phase);

    private int Vanished() => _clients.Values.Count(client => client.LastWasGivenUp && _lastSeen - client.LastSeen >= TimeSpan.TicksPerMinute);

    private ClientSummary Describe(ClientTally client, InvocationTotals invocations)
    {
        double seconds = Math.Max(1, TimeSpan.FromTicks(client.LastSeen - client.FirstSeen).TotalSeconds);
        return new ClientSummary(
            group,
            client.Principal,
            At(client.FirstSeen),
            At(client.LastSeen),
            client.SourceCount,
            client.Requests,
            invocations.Attempts,
            invocations.Invocations,
            client.Ok,
            client.Throttled,
            client.Failed,
            invocations.Succeeded,
            invocations.GivenUp,
            client.Sessions,
            Math.Round(invocations.Succeeded / seconds, 4));
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
