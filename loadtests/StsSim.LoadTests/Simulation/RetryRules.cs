namespace StsSim.LoadTests.Simulation;

/// <summary>How a client retries.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Source">Which clients do so, and how it is known.</param>
internal sealed record RetryRules(string Name, string Source)
{
    private static readonly TimeSpan StandardCap = TimeSpan.FromSeconds(20);

    public required int MaxAttempts { get; init; }

    /// <summary>The longest first delay after a transient failure; it doubles with each retry.</summary>
    public TimeSpan TransientBase { get; init; }

    /// <summary>Likewise after a throttling refusal.</summary>
    public TimeSpan ThrottlingBase { get; init; }

    /// <summary>How often the base is doubled for the first delay already.</summary>
    public int FirstExponent { get; init; }

    /// <summary><see langword="null"/> where delays grow without end.</summary>
    public TimeSpan? Cap { get; init; }

    public BackoffJitter Jitter { get; init; } = BackoffJitter.Full;

    /// <summary>Where it differs after a throttling refusal.</summary>
    public BackoffJitter? ThrottlingJitter { get; init; }

    /// <summary><see langword="null"/> where retries are only bounded by <see cref="MaxAttempts"/>.</summary>
    public RetryQuotaRules? Quota { get; init; }

    /// <summary>Whether the client limits its own rate once it has been throttled.</summary>
    public bool LimitsItsRate { get; init; }

    public static IReadOnlyList<RetryRules> All { get; } =
    [
        new("boto3-legacy", "boto3 and version 1 of the CLI by default until the rules of 2026; measured with botocore 1.43.11")
        {
            MaxAttempts = 5,
            TransientBase = TimeSpan.FromSeconds(1),
            ThrottlingBase = TimeSpan.FromSeconds(1),
        },
        Standard("standard-2.0", "boto3 in standard mode and .NET version 4 before the rules of 2026; measured with botocore 1.43.11 and AWSSDK.Core 4.0.102.19", 1, 1, 5, 5),
        Standard("standard-2.0-js", "JavaScript version 3 before the rules of 2026; from its source", 0.1, 0.5, 10, 5),
        Standard("standard-2.0-java", "Java version 2 in standard mode before the rules of 2026; from its source", 0.1, 1, 5, 5),
        Standard("standard-2.0-go", "Go version 2 before the rules of 2026, its first delay up to 2 s; recalled, not verified", 1, 1, 5, 5) with
        {
            FirstExponent = 1,
        },
        Standard("standard-2.1", "all SDKs with AWS_NEW_RETRIES_2026, and JavaScript from 3.1169 on; measured with botocore 1.43.11 and JavaScript 3.1169", 0.05, 1, 14, 5),
        new("java-legacy", "Java version 2 by default until the rules of 2026; from its source")
        {
            MaxAttempts = 4,
            TransientBase = TimeSpan.FromSeconds(0.1),
            ThrottlingBase = TimeSpan.FromSeconds(0.5),
            ThrottlingJitter = BackoffJitter.Half,
            Cap = StandardCap,
            Quota = new RetryQuotaRules(TransientCost: 5, ThrottlingCost: 0),
        },
        new("ruby-legacy", "Ruby version 3 by default until the rules of 2026; from its source")
        {
            MaxAttempts = 4,
            TransientBase = TimeSpan.FromSeconds(0.3),
            ThrottlingBase = TimeSpan.FromSeconds(0.3),
            Jitter = BackoffJitter.None,
        },
        new("cpp-legacy", "C++ by default until the rules of 2026; as documented")
        {
            MaxAttempts = 11,
            TransientBase = TimeSpan.FromSeconds(0.025),
            ThrottlingBase = TimeSpan.FromSeconds(0.025),
            Jitter = BackoffJitter.None,
        },
        Standard("adaptive", "the delays of standard-2.0 and a rate limit of the client's own, as in boto3, JavaScript and Rust; from their sources", 1, 1, 5, 5) with
        {
            LimitsItsRate = true,
        },
        new("none", "a client with retries turned off") { MaxAttempts = 1 },
    ];

    public static RetryRules? Find(string name) => All.FirstOrDefault(rules => rules.Name == name);

    /// <param name="retry">0 for the delay before the second attempt.</param>
    public TimeSpan DrawDelay(int retry, StsAnswer refusal, Random random)
    {
        bool throttled = refusal == StsAnswer.Throttled;
        TimeSpan longest = (throttled ? ThrottlingBase : TransientBase) * Math.Pow(2, retry + FirstExponent);
        if (Cap is { } cap && longest > cap)
        {
            longest = cap;
        }

        return (throttled ? ThrottlingJitter ?? Jitter : Jitter) switch
        {
            BackoffJitter.None => longest,
            BackoffJitter.Half => longest * (0.5 + (random.NextDouble() / 2)),
            _ => longest * random.NextDouble(),
        };
    }

    private static RetryRules Standard(
        string name, string source, double transientSeconds, double throttlingSeconds, int transientCost, int throttlingCost) => new(name, source)
        {
            MaxAttempts = 3,
            TransientBase = TimeSpan.FromSeconds(transientSeconds),
            ThrottlingBase = TimeSpan.FromSeconds(throttlingSeconds),
            Cap = StandardCap,
            Quota = new RetryQuotaRules(transientCost, throttlingCost),
        };
}
