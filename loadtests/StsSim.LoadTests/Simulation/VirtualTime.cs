using System.Diagnostics.CodeAnalysis;

namespace StsSim.LoadTests.Simulation;

/// <summary>
/// Time that passes from one event to the next and at no other pace. Events of one moment happen in the order in which
/// they were planned, so that a run is the same every time.
/// </summary>
internal sealed class VirtualTime<TEvent>
{
    private readonly PriorityQueue<TEvent, Turn> _planned = new();
    private long _plannedSoFar;

    public TimeSpan Now { get; private set; }

    /// <summary>How many events have happened.</summary>
    public long Happened { get; private set; }

    public void At(TimeSpan moment, TEvent planned)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moment, Now);
        _planned.Enqueue(planned, new Turn(moment.Ticks, _plannedSoFar++));
    }

    /// <summary>Goes on to the next event before the end; to the end where none is planned before it.</summary>
    public bool TryNext(TimeSpan end, [MaybeNullWhen(false)] out TEvent next)
    {
        if (_planned.TryPeek(out next, out Turn turn) && turn.Ticks < end.Ticks)
        {
            _planned.Dequeue();
            Now = TimeSpan.FromTicks(turn.Ticks);
            Happened++;
            return true;
        }

        Now = end;
        next = default;
        return false;
    }

    private readonly record struct Turn(long Ticks, long Sequence) : IComparable<Turn>
    {
        public int CompareTo(Turn other) =>
            Ticks == other.Ticks ? Sequence.CompareTo(other.Sequence) : Ticks.CompareTo(other.Ticks);
    }
}
