namespace StsSim.LoadTests.Simulation;

/// <summary>When a client renews its session, and what it does when that fails.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Source">Which clients do so, and how it is known.</param>
internal sealed record RefreshRules(string Name, string Source)
{
    /// <summary>How long before the expiration the first use tries to renew, by the session's lifetime.</summary>
    public required Func<TimeSpan, TimeSpan> AdvisoryWindow { get; init; }

    /// <summary>How long before the expiration no use goes ahead without a renewal.</summary>
    public TimeSpan MandatoryWindow { get; init; }

    /// <summary>By how much at most chance shortens the advisory window of a session.</summary>
    public TimeSpan AdvisoryJitter { get; init; }

    /// <summary>
    /// How long renewals rest after one has failed while a session is held, which is then served even past its
    /// expiration; <see langword="null"/> where the next use tries again, and fails in the mandatory window.
    /// </summary>
    public HoldBack? HoldBack { get; init; }

    public static IReadOnlyList<RefreshRules> All { get; } =
    [
        new("botocore", "botocore until mid-2026: each use of the last 15 minutes tries, those of the last 10 fail where that fails; from its source")
        {
            AdvisoryWindow = _ => TimeSpan.FromMinutes(15),
            MandatoryWindow = TimeSpan.FromMinutes(10),
        },
        new("js", "JavaScript version 3: the uses of the last 5 minutes wait for a renewal, and fail where it fails; from its source")
        {
            AdvisoryWindow = _ => TimeSpan.FromMinutes(5),
            MandatoryWindow = TimeSpan.FromMinutes(5),
        },
        new("dotnet", ".NET version 4 with the provider of a role's credentials: in the background in the last 5 minutes; from its source, the 5 minutes recalled")
        {
            AdvisoryWindow = _ => TimeSpan.FromMinutes(5),
        },
        new("java-old", "Java version 2 before the rules of 2026: from 5 to 2 minutes before, by chance; fails in the last minute; from its source")
        {
            AdvisoryWindow = _ => TimeSpan.FromMinutes(5),
            AdvisoryJitter = TimeSpan.FromMinutes(3),
            MandatoryWindow = TimeSpan.FromMinutes(1),
        },
        new("spec-2026", "all SDKs by the rules of 2026: early, and at rest for 5 to 10 minutes after a failure; from Go's source and the announcements")
        {
            AdvisoryWindow = WindowOf2026,
            MandatoryWindow = TimeSpan.FromMinutes(1),
            HoldBack = new HoldBack(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)),
        },
        new("at-expiry", "Go version 2 by default before the rules of 2026, and hand-written code: once the session has expired; from its source")
        {
            AdvisoryWindow = _ => TimeSpan.Zero,
        },
    ];

    public static RefreshRules? Find(string name) => All.FirstOrDefault(rules => rules.Name == name);

    public TimeSpan DrawAdvisoryWindow(TimeSpan lifetime, Random random)
    {
        TimeSpan window = AdvisoryWindow(lifetime);
        return AdvisoryJitter > TimeSpan.Zero ? window - (AdvisoryJitter * random.NextDouble()) : window;
    }

    private static TimeSpan WindowOf2026(TimeSpan lifetime) => lifetime.TotalMinutes switch
    {
        <= 20 => TimeSpan.FromMinutes(5),
        < 90 => TimeSpan.FromMinutes(15),
        _ => TimeSpan.FromMinutes(60),
    };
}
