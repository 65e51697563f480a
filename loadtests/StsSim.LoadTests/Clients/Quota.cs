namespace StsSim.LoadTests.Clients;

/// <summary>The two numbers of a token bucket, as the control API spells them.</summary>
internal sealed record Quota(double RequestsPerSecond, double Burst)
{
    /// <summary>A bucket that holds one second's worth.</summary>
    public static Quota OfRate(double requestsPerSecond)
    {
        double whole = Math.Max(1, Math.Round(requestsPerSecond));
        return new Quota(whole, whole);
    }
}
