namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>The ways of waiting that SDKs document. Where delays coincide, the first named is the commonest.</summary>
internal static class BackoffPolicies
{
    /// <summary>All SDKs under <c>AWS_NEW_RETRIES_2026</c>: AWS SDKs and Tools Reference Guide, retry behavior.</summary>
    public static BackoffPolicy StandardNew { get; } = new("standard, new rules", BackoffFormula.FullJitter(50), BackoffFormula.FullJitter(1000));

    /// <summary>The same guide before November 2026; as in botocore, the .NET SDK and smithy-rs.</summary>
    public static BackoffPolicy StandardOld { get; } = Uniform("standard, old rules", BackoffFormula.FullJitter(1000));

    /// <summary>botocore retryhandler.py: rand · 2^(attempt − 1), in seconds and without a limit.</summary>
    public static BackoffPolicy PythonLegacy { get; } = Uniform("Python legacy", BackoffFormula.FullJitter(1000, double.PositiveInfinity));

    /// <summary>smithy-typescript util-retry before 2026: 100 ms, 500 ms when throttled.</summary>
    public static BackoffPolicy JavaScriptOld { get; } = new("JavaScript standard, old rules", BackoffFormula.FullJitter(100), BackoffFormula.FullJitter(500));

    /// <summary>aws-sdk-java-v2 standard mode before 2026: 100 ms, 1 s when throttled.</summary>
    public static BackoffPolicy JavaOld { get; } = new("Java standard, old rules", BackoffFormula.FullJitter(100), BackoffFormula.FullJitter(1000));

    /// <summary>aws-sdk-java-v2 legacy mode: full jitter, half jitter when throttled.</summary>
    public static BackoffPolicy JavaLegacy { get; } =
        new("Java legacy", BackoffFormula.FullJitter(100), new(500, Growth: 2, CapMs: 20_000, JitterKind.Half));

    /// <summary>aws-sdk-go-v2 jitter_backoff.go: counts attempts from 1, so begins at 2 s; 20 s flat in place of more.</summary>
    public static BackoffPolicy GoOld { get; } = Uniform("Go standard, old rules", BackoffFormula.FullJitter(2000, cap: CapRule.InsteadOfJitter));

    /// <summary>aws-sdk-php RetryMiddlewareV2: counts attempts from 1, so begins at 2 s; capped after jitter.</summary>
    public static BackoffPolicy PhpOld { get; } = Uniform("PHP standard, old rules", BackoffFormula.FullJitter(2000, cap: CapRule.AfterJitter));

    /// <summary>aws-sdk-php RetryMiddleware: mt_rand(0, min(20000, 100 · 2^retries)) ms.</summary>
    public static BackoffPolicy PhpLegacy { get; } = Uniform("PHP legacy", BackoffFormula.FullJitter(100));

    /// <summary>aws-sdk-ruby retry handlers and aws-sdk-cpp: min(rand · 2^k, 20) s, capped after jitter.</summary>
    public static BackoffPolicy CappedAfterJitter { get; } =
        Uniform("Ruby and C++ standard, old rules", BackoffFormula.FullJitter(1000, cap: CapRule.AfterJitter));

    /// <summary>aws-sdk-ruby legacy_retry.rb: 0.3 · 2^k s, without jitter or limit.</summary>
    public static BackoffPolicy RubyLegacy { get; } =
        Uniform("Ruby legacy", new(300, Growth: 2, double.PositiveInfinity, JitterKind.None));

    /// <summary>aws-sdk-cpp DefaultRetryStrategy: 25 ms · 2^k, without jitter or limit.</summary>
    public static BackoffPolicy CppLegacy { get; } =
        Uniform("C++ legacy", new(25, Growth: 2, double.PositiveInfinity, JitterKind.None));

    /// <summary>aws-sdk-net v3 legacy mode: min(4^k · 100 ms, 30 s), without jitter.</summary>
    public static BackoffPolicy DotNetLegacy { get; } = Uniform(".NET legacy", new(100, Growth: 4, CapMs: 30_000, JitterKind.None));

    public static IReadOnlyList<BackoffPolicy> Documented { get; } =
    [
        StandardNew, StandardOld, PythonLegacy, JavaScriptOld, JavaOld, JavaLegacy, GoOld, PhpOld, PhpLegacy, CappedAfterJitter, RubyLegacy,
        CppLegacy, DotNetLegacy,
    ];

    private static BackoffPolicy Uniform(string name, BackoffFormula formula) => new(name, formula, formula);
}
