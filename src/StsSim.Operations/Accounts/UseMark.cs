namespace StsSim.Operations.Accounts;

/// <summary>Remembers the last use of something as this gateway saw it, so that of many uses in a second one is told.</summary>
internal sealed class UseMark
{
    private long _second;
    private string? _place;

    /// <summary>Whether this use is news: the first in its second, or in another place.</summary>
    /// <param name="second">Of the Unix epoch.</param>
    /// <param name="place">The service or the Region used.</param>
    public bool TryMove(long second, string place)
    {
        if (Volatile.Read(ref _second) == second && Volatile.Read(ref _place) == place)
        {
            return false;
        }

        Volatile.Write(ref _place, place);
        Volatile.Write(ref _second, second);
        return true;
    }
}
