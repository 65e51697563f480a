using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// What a group of clients did. Requests are put together to invocations while another attempt may come; then an invocation
/// is counted and forgotten. Of fixed size for each client, and in all, however long it runs.
/// </summary>
internal sealed class ClientGroupAnalysis
{
    // To judge costs much more than to count, and a verdict does not change with every request.
    private static readonly TimeSpan BetweenJudgements = TimeSpan.FromSeconds(10);

    private readonly ClientGroup _group;
    private readonly GroupClients _clients;
    private readonly GroupSegments _segments = new();
    private readonly OpenInvocations _open;
    private readonly RecentInvocations _wentWell = new();
    private readonly ClosedInvocations _closed = new();
    private readonly LoadTimeline _timeline = new();
    private readonly ExemplarShelf _shelf = new();
    private (int Deviations, long Requests, long At)? _judged;

    public ClientGroupAnalysis(ClientGroup group, OpenInvocationBudget budget)
    {
        _group = group;
        _clients = new GroupClients(group);
        _open = new OpenInvocations(group, budget, Count);
    }

    /// <param name="now">In ticks of UTC.</param>
    public void Record(ObservedBatch batch, long now)
    {
        SegmentTally[] segments = [.. batch.Segments.Select(_segments.Of)];
        var clients = new ClientTally?[batch.Clients.Count];
        ObservedAttempt[] attempts = batch.Attempts;
        if (_group.IsInferred)
        {
            attempts = [.. attempts.OrderBy(attempt => attempt.ArrivedAt)]; // who is matched by time is matched in its order
        }

        foreach (ObservedAttempt attempt in attempts)
        {
            ObservedClient observed = batch.Clients[attempt.Client];
            ClientTally client = clients[attempt.Client] ??= _clients.Of(observed, attempt.ArrivedAt);
            Record(attempt, observed, client, attempt.Segment < 0 ? _segments.Outside : segments[attempt.Segment]);
        }

        _segments.Outside.Unobserved += batch.Dropped;
        _open.CloseDue(now);
    }

    /// <returns><see langword="null"/> where nothing was seen in the scope.</returns>
    public ClientGroupReport? Report(ClientScope scope, long now) => At(now).Report(scope);

    /// <returns><see langword="null"/> where nothing was seen in the scope.</returns>
    public GroupMeasures? Measure(ClientScope scope, long now) => At(now).Measure(scope);

    /// <returns><see langword="null"/> where nothing was seen.</returns>
    public ClientGroupGlance? Glance(DateTimeOffset since, long now)
    {
        if (_segments.Requests == 0)
        {
            return null;
        }

        _open.CloseDue(now);
        InvocationTotals invocations = _segments.Invocations;
        foreach (OpenInvocation invocation in _open.All)
        {
            invocations += invocation.TotalsOf(invocation.EndAt(now, _group));
        }

        return new ClientGroupGlance
        {
            Group = _group,
            LastSeen = new DateTimeOffset(_segments.LastSeen, TimeSpan.Zero),
            Clients = _clients.Count,
            Requests = _segments.Requests,
            Attempts = invocations.Attempts,
            Invocations = invocations.Invocations,
            Retries = Math.Max(0, invocations.Attempts - invocations.Invocations),
            Ok = _segments.CountOf(AttemptOutcome.Ok),
            Throttled = _segments.CountOf(AttemptOutcome.Throttled),
            ClientErrors = _segments.CountOf(AttemptOutcome.ClientError),
            ServerErrors = _segments.CountOf(AttemptOutcome.ServerError),
            Abandoned = _segments.CountOf(AttemptOutcome.Abandoned),
            GivenUp = invocations.GivenUp,
            Deviations = CountDeviations(now),
            Timeline = since == DateTimeOffset.MaxValue ? [] : [.. _timeline.Slots.Where(slot => slot.At >= since)],
        };
    }

    /// <summary>Its clients, the most active first.</summary>
    public IReadOnlyList<ClientSummary> ListClients(int most, long now)
    {
        var open = new Dictionary<ClientTally, InvocationTotals>();
        foreach (OpenInvocation invocation in _open.All)
        {
            InvocationEnd end = invocation.EndAt(now, _group);
            open[invocation.Client] = open.GetValueOrDefault(invocation.Client) + invocation.TotalsOf(end);
        }

        return _clients.MostActive(most, open);
    }

    /// <summary>Those that may go on, and the last ones that are over; of those that went well at once, a sample.</summary>
    public IReadOnlyList<ReconstructedInvocation> ListInvocations(InvocationQuery query, long now)
    {
        IEnumerable<ReconstructedInvocation> open = _open.All
            .Where(invocation => !query.Retried || invocation.Count > 1)
            .OrderByDescending(invocation => invocation.FirstArrival)
            .Take(query.GivenUp ? int.MaxValue : query.Most)
            .Select(invocation => invocation.Describe(invocation.EndAt(now, _group)));
        return
        [
            .. open.Concat(_closed.All)
                .Where(invocation => (!query.Retried || invocation.Attempts.Count > 1) && (!query.GivenUp || invocation.GaveUp is not null))
                .OrderByDescending(invocation => invocation.StartedAt)
                .Take(query.Most),
        ];
    }

    /// <summary>Gives back the room that its open invocations take.</summary>
    public void Release() => _open.Release();

    private void Record(ObservedAttempt attempt, ObservedClient observed, ClientTally client, SegmentTally segment)
    {
        segment.Add(attempt, client.Number);
        client.Add(attempt);
        bool isRefresh = attempt.SessionExpiresAt > 0 && Renew(client, segment, attempt);
        OpenInvocation? known = _open.Find(client, attempt);
        if (known is null && !_group.IsInferred && _wentWell.Contains(attempt.Invocation))
        {
            segment.AddAfterSuccess(attempt);
            _timeline.Add(attempt, isFirst: false, isRetry: attempt.Attempt > 1, isNewSuccess: false, isRefresh);
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
        if (!_group.IsInferred)
        {
            _wentWell.Add(attempt.Invocation);
        }

        segment.AddSuccessAtOnce(attempt.MaximumAttempts);
        client.Closed += new InvocationTotals(Invocations: 1, Attempts: 1, Succeeded: 1, GivenUp: 0);
        var seen = SeenAttempt.Of(attempt, number: 1);
        client.Succeeded(seen, failed: null);
        client.LastWasGivenUp = false;
        _timeline.Add(attempt, isFirst: true, isRetry: false, isNewSuccess: true, isRefresh);
        if (_closed.TakesSuccess(client.Requests))
        {
            OpenInvocation invocation = InvocationOf(attempt, observed, client, segment);
            invocation.MaximumAttempts = attempt.MaximumAttempts;
            invocation.Add(seen);
            _closed.Add(invocation, InvocationEnd.Success);
        }
    }

    private void RecordAttempt(
        ObservedAttempt attempt, ObservedClient observed, ClientTally client, SegmentTally segment, OpenInvocation? known, bool isRefresh)
    {
        int number = _group.IsInferred ? (known?.Last.Number ?? 0) + 1 : attempt.Attempt;
        OpenInvocation invocation = known ?? InvocationOf(attempt, observed, client, segment);
        if (known is null)
        {
            _open.Add(invocation, attempt.ArrivedAt);
        }

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
        _timeline.Add(attempt, isFirst, isRetry, isNewSuccess, isRefresh);
        if (known is null)
        {
            _open.Await(invocation);
        }
    }

    private static OpenInvocation InvocationOf(ObservedAttempt attempt, ObservedClient observed, ClientTally client, SegmentTally segment) =>
        new(attempt.Invocation, client, observed, segment, attempt.Operation, attempt.Fingerprint);

    private static void Begin(ObservedAttempt attempt, ClientTally client, SegmentTally segment)
    {
        client.Called(attempt.Operation, attempt.ArrivedAt, segment.Phase?.ExperimentId);
        segment.RepeatedAfterFailure += client.Repeats(attempt.Fingerprint, attempt.ArrivedAt) ? 1 : 0;
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
            client.Succeeded(seen, failed);
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
            _clients.GaveUp(client, observed);
        }
    }

    private void Count(OpenInvocation invocation, InvocationEnd end)
    {
        invocation.Segment.Add(invocation, end, _shelf);
        invocation.Client.Closed += invocation.TotalsOf(end);
        _closed.Add(invocation, end);
    }

    private GroupSnapshot At(long now)
    {
        ExemplarShelf shelf = _shelf.Copy();
        _open.CloseDue(now);
        GroupSegments segments = _segments.With(_open.All, invocation => invocation.EndAt(now, _group), shelf);
        return new GroupSnapshot(_group, segments, _clients, _timeline, shelf, now);
    }

    private int CountDeviations(long now)
    {
        long requests = _segments.Requests;
        if (_judged is not { } judged || (judged.Requests != requests && now - judged.At >= BetweenJudgements.Ticks))
        {
            double? deviations = Report(ClientScope.Everything, now)?.Figures[ClientFigure.Deviations];
            _judged = judged = ((int)(deviations ?? 0), requests, now);
        }

        return judged.Deviations;
    }
}
