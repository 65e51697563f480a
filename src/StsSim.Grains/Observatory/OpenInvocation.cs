using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>An invocation of which another attempt may come.</summary>
internal sealed class OpenInvocation(Guid id, ClientTally client, ObservedClient observed, SegmentTally segment, string operation, ulong fingerprint)
{
    // A transport may repeat a request any number of times.
    private const int MostKept = 64;

    private static readonly TimeSpan AfterSuccess = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private SeenAttempt _first;
    private List<SeenAttempt>? _more;
    private int _count;

    public Guid Id => id;

    public ClientTally Client => client;

    /// <summary>The phase in which it began.</summary>
    public SegmentTally Segment => segment;

    public ulong Fingerprint => fingerprint;

    /// <summary>As the client said; 0 where it did not.</summary>
    public int MaximumAttempts { get; set; }

    /// <summary>Requests that were kept.</summary>
    public int Count => _count == 0 ? 0 : 1 + (_more?.Count ?? 0);

    /// <summary>Requests that came, those that were not kept included.</summary>
    public int Requests => _count;

    public SeenAttempt this[int index] => index == 0 ? _first : _more![index - 1];

    /// <summary>The request of the highest number, and of those the one that ended last.</summary>
    public SeenAttempt Last { get; private set; }

    /// <summary>When it began, in ticks of UTC.</summary>
    public long FirstArrival => _first.ArrivedAt;

    /// <summary>Adds a request in the order of number and arrival: gateways do not tell in order.</summary>
    public void Add(in SeenAttempt attempt)
    {
        _count++;
        if (_count == 1)
        {
            _first = Last = attempt;
            return;
        }

        if (attempt.Number > Last.Number || (attempt.Number == Last.Number && attempt.EndedAt >= Last.EndedAt))
        {
            Last = attempt;
        }

        _more ??= new List<SeenAttempt>(2);
        if (_more.Count == MostKept)
        {
            return;
        }

        SeenAttempt later = attempt;
        if (IsBefore(attempt, _first))
        {
            (_first, later) = (attempt, _first);
        }

        int at = _more.Count;
        while (at > 0 && IsBefore(later, _more[at - 1]))
        {
            at--;
        }

        _more.Insert(at, later);
    }

    /// <summary>How it ended, seen from a moment in ticks of UTC.</summary>
    public InvocationEnd EndAt(long now, ClientGroup group)
    {
        for (int i = Count - 1; i >= 0 && this[i].Number == Last.Number; i--)
        {
            if (this[i].Outcome == AttemptOutcome.Ok)
            {
                return InvocationEnd.Success;
            }
        }

        SeenAttempt last = Last;
        return last.Trigger == RetryTrigger.Terminal ? InvocationEnd.GivenUp(GiveUpReason.Terminal)
            : MaximumAttempts > 0 && last.Number >= MaximumAttempts ? InvocationEnd.GivenUp(GiveUpReason.Exhausted)
            : now - last.EndedAt > RetryPatience.After(group, last).Ticks ? InvocationEnd.GivenUp(GiveUpReason.Silent)
            : InvocationEnd.Open;
    }

    /// <summary>When nothing more is to be expected of it, in ticks of UTC.</summary>
    public long DueAt(ClientGroup group)
    {
        SeenAttempt last = Last;
        return last.EndedAt + (last.Outcome == AttemptOutcome.Ok
            ? AfterSuccess.Ticks
            : Math.Max(AfterFailure.Ticks, RetryPatience.After(group, last).Ticks + TimeSpan.TicksPerSecond));
    }

    /// <summary>What it adds to counts of invocations where it ended so.</summary>
    public InvocationTotals TotalsOf(InvocationEnd end)
    {
        int attempts = 1;
        for (int i = 1; i < Count; i++)
        {
            attempts += this[i].Number == this[i - 1].Number ? 0 : 1;
        }

        return new InvocationTotals(_first.Number == 1 ? 1 : 0, attempts, end.Succeeded is true ? 1 : 0, end.Succeeded is false ? 1 : 0);
    }

    public ReconstructedInvocation Describe(InvocationEnd end)
    {
        var attempts = new List<ReconstructedAttempt>(Count);
        for (int i = 0; i < Count; i++)
        {
            SeenAttempt attempt = this[i];
            attempts.Add(new ReconstructedAttempt(
                attempt.Number,
                TimeSpan.FromTicks(attempt.ArrivedAt - _first.ArrivedAt),
                TimeSpan.FromTicks(attempt.EndedAt - attempt.ArrivedAt),
                i == 0 ? null : Math.Round(TimeSpan.FromTicks(attempt.ArrivedAt - this[i - 1].EndedAt).TotalMilliseconds, 3),
                attempt.Outcome,
                attempt.Code,
                attempt.Status,
                attempt.FaultId,
                attempt.ThrottledBy,
                attempt.RetryAfterMs));
        }

        return new ReconstructedInvocation(
            id, observed, operation, new DateTimeOffset(_first.ArrivedAt, TimeSpan.Zero), MaximumAttempts, end.Succeeded, end.GaveUp, segment.Phase, attempts);
    }

    private static bool IsBefore(in SeenAttempt one, in SeenAttempt other) =>
        one.Number < other.Number || (one.Number == other.Number && one.ArrivedAt < other.ArrivedAt);
}
