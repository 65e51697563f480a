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
    private const double SteepestRise = 2;

    // Before anything is shed it is seen how much can be answered. Requests come in heaps where reading them takes the time.
    private const int LooksAtCapacity = 3;

    // Of what could be answered. A flood of cheap refusals takes the rest.
    private const double LeastAnswered = 0.75;

    // What could be answered is what once was. Where so much makes work wait as long as in the beginning, and what had piled up
    // until then is long answered, requests take longer now.
    private const double Forgetting = 0.9;
    private const int LooksUntilForgetting = 20;

    private int _looks;
    private int _quiet;
    private int _buried;
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
            _buried = wait > overloadDelay ? _buried + 1 : 0;
            _capacity = Math.Max(answered, _buried > LooksUntilForgetting ? _capacity * Forgetting : _capacity);
            Level = double.IsFinite(level) ? Adjust(level, wait, heaviest, answered) : Begin(wait, heaviest, answered);
            return;
        }

        _looks = wait > overloadDelay ? _looks + 1 : 0;
        if (_looks >= LooksUntilOverloaded)
        {
            (Level, _looks, _quiet, _buried, _capacity) = (double.PositiveInfinity, 0, 0, 0, 0); // until it is known how many there are
        }
    }

    private double? Begin(TimeSpan wait, int heaviest, int answered)
    {
        if (wait <= WaitUnderLoad && ++_quiet >= LooksUntilOver)
        {
            return null; // over before it had begun
        }

        _looks += answered > 0 ? 1 : 0;
        return _looks >= LooksAtCapacity && heaviest > 0 ? Math.Max(1, heaviest * LeastAnswered) : double.PositiveInfinity;
    }

    private double? Adjust(double level, TimeSpan wait, int heaviest, int answered)
    {
        bool isShedding = heaviest > level;
        if (wait <= WaitUnderLoad)
        {
            _quiet = isShedding ? 0 : _quiet + 1;
            return _quiet >= LooksUntilOver ? null : Raise(level, Rise);
        }

        _quiet = 0;
        double least = _capacity * LeastAnswered / Math.Max(1, answered);
        if (isShedding && least > 1)
        {
            return Raise(level, Math.Clamp(least, Rise, SteepestRise));
        }

        if (heaviest < level / 2)
        {
            return level; // nobody is shed, so it is not requests that take the time
        }

        // Of vessels filled to a level, a part of the level holds that part of the water at least.
        double part = Math.Sqrt(WaitUnderLoad / wait);
        return Math.Max(1, Math.Min(level, heaviest) * Math.Max(part, Math.Min(1, least)));
    }

    private static double Raise(double level, double times) => (level * times) + 1;
}
