using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>Spans of time in bodies: seconds, a generation of them at most.</summary>
internal static class ControlSeconds
{
    private const double Most = 1e9;

    /// <summary>The member in seconds; <see langword="null"/> where it is absent or makes no sense, which is noted.</summary>
    /// <param name="least">Negative where a time may lie in the past.</param>
    public static TimeSpan? OptionalSeconds(this JsonCursor cursor, string name, double least = -Most)
    {
        if (cursor.OptionalNumber(name) is not { } seconds)
        {
            return null;
        }

        if (seconds >= least && seconds <= Most)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        cursor.At($"{cursor.Path}.{name}", default).Error($"must lie between {least} and {Most}");
        return null;
    }
}
