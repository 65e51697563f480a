using StsSim.Gateway.Limits;

namespace StsSim.Compatibility.Tests.Limits;

/// <summary>
/// One core with a queue before it, in steps of a look: answering a request takes <paramref name="answering"/> of it, shedding one
/// <paramref name="shedding"/>; requests are taken in the order they came in.
/// </summary>
internal sealed class ModelServer(TimeSpan answering, TimeSpan shedding)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly OverloadControl _control = new(TimeSpan.FromMilliseconds(500));
    private readonly Queue<int> _queue = new();
    private TimeSpan _debt;

    /// <summary>What it answers between two looks where nothing is shed.</summary>
    public double Capacity => Look / answering;

    public bool IsOverloaded => _control.Level is not null;

    /// <summary>The longest wait at a look so far.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>Until the next look.</summary>
    /// <param name="arrivals">How many requests each source sends.</param>
    /// <returns>How many of each source are answered.</returns>
    public int[] Run(params int[] arrivals)
    {
        // In turns, as they would come.
        for (int sent = 0; sent < arrivals.Max(); sent++)
        {
            for (int source = 0; source < arrivals.Length; source++)
            {
                if (sent * arrivals[source] / arrivals.Max() != (sent + 1) * arrivals[source] / arrivals.Max())
                {
                    _queue.Enqueue(source);
                }
            }
        }

        int[] taken = new int[arrivals.Length];
        int[] answered = new int[arrivals.Length];
        double level = _control.Level ?? double.PositiveInfinity;
        bool isCounted = IsOverloaded;
        TimeSpan left = Look - _debt;
        while (left > TimeSpan.Zero && _queue.TryDequeue(out int source))
        {
            bool isAnswered = ++taken[source] <= level;
            answered[source] += isAnswered ? 1 : 0;
            left -= isAnswered ? answering : shedding;
        }

        _debt = left < TimeSpan.Zero ? -left : TimeSpan.Zero;
        int all = taken.Sum();
        TimeSpan each = all == 0 ? answering : ((answered.Sum() * answering) + ((all - answered.Sum()) * shedding)) / all;
        TimeSpan wait = _queue.Count * each;
        LongestWait = wait > LongestWait ? wait : LongestWait;
        _control.Look(wait, isCounted ? taken.Max() : 0, isCounted ? answered.Sum() : 0);
        return answered;
    }

    /// <summary>Forgets how long it was.</summary>
    public void ForgetWait() => LongestWait = TimeSpan.Zero;
}
