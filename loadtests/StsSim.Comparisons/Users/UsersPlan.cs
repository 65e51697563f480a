namespace StsSim.Comparisons.Users;

/// <summary>How a measurement of many users is to be made.</summary>
/// <param name="Users">How many there are; the budgets are made for a million.</param>
/// <param name="Rounds">How often few and many users have their turn.</param>
/// <param name="Turn">How long a turn takes.</param>
/// <param name="Lifetime">Of each session; <see langword="null"/> for as long as the measurement is expected to need.</param>
/// <param name="Settling">How long memory may take to go back once all sessions have expired.</param>
internal sealed record UsersPlan(int Users, int Rounds, TimeSpan Turn, int Connections, TimeSpan WarmUp, TimeSpan? Lifetime, TimeSpan Settling)
{
    // The first round is slower than the turns it is reckoned by, and nobody's session may end before the last turn has.
    private const double Reserve = 2.5;

    private static readonly TimeSpan Pauses = TimeSpan.FromSeconds(15);

    /// <summary>How long sessions are to live, in whole seconds, so that all of them are active together after the last turn.</summary>
    /// <param name="requestsPerSecond">Of few users.</param>
    public TimeSpan LifetimeAt(double requestsPerSecond) =>
        Lifetime ?? TimeSpan.FromSeconds(Math.Ceiling((Reserve * Users / requestsPerSecond) + (2 * Rounds * Turn.TotalSeconds) + Pauses.TotalSeconds));
}
