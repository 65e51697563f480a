namespace StsSim.LoadTests.Clients.Fleets;

/// <summary>When a caller renews its session.</summary>
/// <param name="IsEarly">At a random moment well before the expiration, so that neither an outage nor the other callers matter; otherwise at the expiration.</param>
/// <param name="Tries">How often one use is tried, each time with a new session, where the session is refused.</param>
/// <param name="YoungestToRenew">A refused session that is younger is not renewed: another would fare no better.</param>
/// <param name="FallsBack">Whether the session before is used where a new one is not known yet.</param>
internal sealed record RenewalPolicy(bool IsEarly, int Tries, TimeSpan YoungestToRenew, bool FallsBack)
{
    // Of its lifetime, left when a session is renewed early: wide enough to spread a fleet that began at one moment.
    private const double LeastShareLeft = 0.25;
    private const double MostShareLeft = 0.7;

    public static RenewalPolicy Careful { get; } = new(IsEarly: true, Tries: 2, YoungestToRenew: TimeSpan.FromSeconds(4), FallsBack: true);

    public static RenewalPolicy AtExpiry { get; } = new(IsEarly: false, Tries: 1, YoungestToRenew: TimeSpan.MaxValue, FallsBack: false);

    public static RenewalPolicy Eager { get; } = new(IsEarly: true, Tries: 5, YoungestToRenew: TimeSpan.Zero, FallsBack: false);

    public double DrawShareLeft(Random random) =>
        IsEarly ? LeastShareLeft + (random.NextDouble() * (MostShareLeft - LeastShareLeft)) : 0;
}
