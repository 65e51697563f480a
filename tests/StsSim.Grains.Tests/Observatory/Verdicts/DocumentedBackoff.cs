using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Tests.Observatory.Verdicts;

/// <summary>
/// How SDKs draw their delays, written down once more from their documents: tests that drew them from the table under test
/// would prove nothing.
/// </summary>
/// <param name="Transient">The delay in milliseconds by the retry, from 0, and a random number from 0 to 1.</param>
internal sealed record DocumentedBackoff(
    string Sdk, string Mode, string? Generation, int Attempts, Func<int, double, double> Transient, Func<int, double, double> Throttling)
{
    public static IReadOnlyDictionary<string, DocumentedBackoff> All { get; } = new Dictionary<string, DocumentedBackoff>
    {
        ["Python legacy"] = Same("Boto3", "legacy", "old", 5, (k, u) => u * Math.Pow(2, k) * 1000),
        ["Python standard old"] = Same("Boto3", "standard", "old", 3, (k, u) => u * Math.Min(Math.Pow(2, k), 20) * 1000),
        ["Python standard new"] = New("Boto3"),
        ["JavaScript old"] = new("aws-sdk-js", "standard", "old", 3, (k, u) => u * Math.Min(100 * Math.Pow(2, k), 20_000), (k, u) => u * Math.Min(500 * Math.Pow(2, k), 20_000)),
        ["JavaScript new"] = New("aws-sdk-js"),
        [".NET old"] = Same("aws-sdk-dotnet-coreclr", "standard", "old", 3, (k, u) => u * Math.Min(Math.Pow(2, k), 20) * 1000),
        [".NET legacy"] = Same("aws-sdk-dotnet-coreclr", "legacy", "old", 5, (k, _) => Math.Min(Math.Pow(4, k) * 100, 30_000)),
        ["Go old"] = Same("aws-sdk-go-v2", "standard", "old", 3, (k, u) => u * Math.Pow(2, k + 1) * 1000),
        ["Java old"] = new("aws-sdk-java", "standard", "old", 3, (k, u) => u * 100 * Math.Pow(2, k), (k, u) => u * 1000 * Math.Pow(2, k)),
        ["Java legacy"] = new("aws-sdk-java", "legacy", "old", 4, (k, u) => u * 100 * Math.Pow(2, k), (k, u) => (500 * Math.Pow(2, k) / 2) + (u * 500 * Math.Pow(2, k) / 2)),
        ["Ruby legacy"] = Same("aws-sdk-ruby3", "legacy", "old", 4, (k, _) => 300 * Math.Pow(2, k)),
        ["Ruby old"] = Same("aws-sdk-ruby3", "standard", "old", 3, (k, u) => Math.Min(u * Math.Pow(2, k), 20) * 1000),
        ["PHP old"] = Same("aws-sdk-php", "standard", "old", 3, (k, u) => Math.Min(1000 * u * Math.Pow(2, k + 1), 20_000)),
        ["PHP legacy"] = Same("aws-sdk-php", "legacy", "old", 4, (k, u) => u * Math.Min(20_000, Math.Pow(2, k) * 100)),
        ["C++ legacy"] = Same("aws-sdk-cpp", "legacy", "old", 11, (k, _) => 25 * Math.Pow(2, k)),
        ["Rust new"] = New("aws-sdk-rust"),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public Func<int, double, double> After(RetryTrigger trigger) => trigger == RetryTrigger.Throttling ? Throttling : Transient;

    private static DocumentedBackoff Same(string sdk, string mode, string generation, int attempts, Func<int, double, double> backoff) =>
        new(sdk, mode, generation, attempts, backoff, backoff);

    private static DocumentedBackoff New(string sdk) =>
        new(sdk, "standard", "new", 3, (k, u) => u * Math.Min(0.05 * Math.Pow(2, k), 20) * 1000, (k, u) => u * Math.Min(Math.Pow(2, k), 20) * 1000);
}
