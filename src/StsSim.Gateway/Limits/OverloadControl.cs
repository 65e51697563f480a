namespace StsSim.Gateway.Limits;

/// <summary>
/// How many requests each source may have answered between two looks while the process is overloaded: the level up to which all
/// are served, as water fills unequal vessels (max-min fairness). Whoever sends less is served whole; the rest is shed.
/// </summary>
/// <remarks>
/// The level falls, the faster the longer work waits for a thread, and rises slowly while it does not. What is shed costs, too,
/// so that a flood keeps work waiting even where nothing else is served: the level does not fall so far that
/// clearly less is answered than could be. Not thread-safe: one watch asks it.
/// </remarks>
internal sealed class OverloadControl(TimeSpan overloadDelay)
{
    /// <summary>The wait that is aimed at while overloaded: queues are short, and no thread is idle.</summary>
    public static readonly TimeSpan WaitUnderLoad = TimeSpan.FromMilliseconds(50);

    // A pause of the collector, or of the machine, is no overload.
    private const int LooksUntilOverloaded = 2;

    private const int LooksUntilOver = 5;

    private const double Rise = 1.1;

    // Of what could be answered. A flood of cheap refusals takes the rest.
    private const double LeastAnswered = 0.75;

    // What could be answered is what once was. Where so much makes work wait as long as in the beginning, requests take longer now.
    private const double Forgetting = 0.9;

    private int _looks;
    private double _capacity;

    /// <summary>Requests that each source may have answered until the next look; <see langword="null"/> while all are.</summary>
    public double? Level { get; private set; }

    /// <summary>Looks again, after the same time as ever.</summary>
    /// <param name="wait">How long work waits for a thread.</param>
    /// <param name="heaviest">Requests since the last look of the source that sent most; counted only while overloaded.</param>
    /// <param name="answered">Requests since the last look that were not shed; counted only while overloaded.</param>
    public void Look(TimeSpan wait, int heaviest, int answered)
    {
        if (Level is { } level)
        {
            _capacity = Math.Max(answered, wait > overloadDelay ? _capacity * Forgetting : _capacity);
            Level = Adjust(level, wait, heaviest, answered);
            return;
        }

        _looks = wait > overloadDelay ? _looks + 1 : 0;
        if (_looks >= LooksUntilOverloaded)
        {
            (Level, _looks, _capacity) = (double.PositiveInfinity, 0, 0); // until it is known how many there are
        }
    }

    private double? Adjust(double level, TimeSpan wait, int heaviest, int answered)
    {
        bool isShedding = heaviest > level;
        if (wait <= WaitUnderLoad)
        {
            _looks = isShedding ? 0 : _looks + 1;
            return _looks >= LooksUntilOver ? null : Raise(level);
        }

        _looks = 0;
        if (isShedding && answered < _capacity * LeastAnswered)
        {
            return Raise(level);
        }

        if (heaviest == 0 || (heaviest < level / 2 && double.IsFinite(level)))
        {
            return level; // nobody is shed, so it is not requests that take the time
        }

        // Of vessels filled to a level, a part of the level holds that part of the water at least.
        double least = Math.Min(1, _capacity * LeastAnswered / Math.Max(1, answered));
        double part = Math.Sqrt(WaitUnderLoad / wait);
        return Math.Max(1, Math.Min(level, heaviest) * Math.Max(part, least));
    }

    private static double Raise(double level) => (level * Rise) + 1;
}
