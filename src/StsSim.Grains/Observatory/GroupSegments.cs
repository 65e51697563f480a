using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>What a group did, told apart by the phases of experiments.</summary>
internal sealed class GroupSegments
{
    private const int MostPhases = 32;

    private readonly List<SegmentTally> _segments;

    public GroupSegments() => _segments = [new(phase: null)];

    private GroupSegments(List<SegmentTally> segments) => _segments = segments;

    /// <summary>What was done outside of experiments.</summary>
    public SegmentTally Outside => _segments[0];

    public long Requests => _segments.Sum(segment => segment.Requests);

    /// <summary>When the last request arrived, in ticks of UTC.</summary>
    public long LastSeen => _segments.Max(segment => segment.To);

    public InvocationTotals Invocations => _segments.Aggregate(default(InvocationTotals), (sum, segment) => sum + segment.Invocations);

    public long CountOf(AttemptOutcome outcome) => _segments.Sum(segment => segment.CountOf(outcome));

    public SegmentTally Of(ObservedSegment phase)
    {
        if (_segments.Find(segment => phase.Equals(segment.Phase)) is { } known)
        {
            return known;
        }

        if (_segments.Count > MostPhases)
        {
            Outside.Add(_segments[1]); // the oldest is told apart no longer; what began in it is counted in vain, and little
            _segments.RemoveAt(1);
        }

        var segment = new SegmentTally(phase);
        _segments.Add(segment);
        return segment;
    }

    /// <summary>The phases of a scope in which something was seen, in order.</summary>
    public IEnumerable<SegmentTally> PhasesIn(ClientScope scope) =>
        _segments.Where(segment => segment is { Phase: { } phase, Requests: > 0 } && IsIn(phase, scope)).OrderBy(segment => segment.From);

    /// <returns>All of a scope added up; <see langword="null"/> where nothing was seen in it.</returns>
    public SegmentTally? Sum(ClientScope scope)
    {
        var sum = new SegmentTally(phase: null);
        foreach (SegmentTally segment in _segments)
        {
            if (scope.ExperimentId is null || (segment.Phase is { } phase && IsIn(phase, scope)))
            {
                sum.Add(segment);
            }
        }

        return sum.Requests > 0 ? sum : null;
    }

    public SegmentTally? FirstPhaseOf(string experiment) =>
        _segments.Where(segment => segment.Phase?.ExperimentId == experiment && segment.Requests > 0).MinBy(segment => segment.Phase!.Phase);

    /// <summary>A copy in which open invocations are counted, too, each as it ends at a moment.</summary>
    /// <param name="shelf">To which they are offered.</param>
    public GroupSegments With(IEnumerable<OpenInvocation> open, Func<OpenInvocation, InvocationEnd> endOf, ExemplarShelf shelf)
    {
        var copies = new Dictionary<SegmentTally, SegmentTally>();
        foreach (SegmentTally segment in _segments)
        {
            copies[segment] = new SegmentTally(segment.Phase);
            copies[segment].Add(segment);
        }

        foreach (OpenInvocation invocation in open)
        {
            if (copies.TryGetValue(invocation.Segment, out SegmentTally? copy))
            {
                copy.Add(invocation, endOf(invocation), shelf);
            }
        }

        return new GroupSegments([.. _segments.Select(segment => copies[segment])]);
    }

    private static bool IsIn(ObservedSegment phase, ClientScope scope) =>
        scope.ExperimentId is null || (phase.ExperimentId == scope.ExperimentId && (scope.Phase is null || scope.Phase == phase.Phase));
}
