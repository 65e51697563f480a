using System.Runtime.InteropServices;
using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Runs;

/// <summary>Without these a figure means nothing to whoever reads it next year.</summary>
internal sealed record RunFacts(
    Uri Endpoint,
    bool EmbeddedSimulator,
    string AccountId,
    DateTimeOffset StartedAt,
    string CommandLine,
    string SdkVersion,
    bool RetryRulesOf2026,
    string OperatingSystem,
    string Runtime,
    string Architecture,
    int Processors)
{
    private const string RetryRulesVariable = "AWS_NEW_RETRIES_2026";

    public static RunFacts Gather(
        RunOptions options, Uri endpoint, string accountId, DateTimeOffset startedAt, Func<string, string?> environment) => new(
            endpoint,
            options.Endpoint is null,
            accountId,
            startedAt,
            RunCommandLine.Of(options),
            FederationTokenClient.SdkVersion,
            string.Equals(environment(RetryRulesVariable), "true", StringComparison.OrdinalIgnoreCase),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount);
}
