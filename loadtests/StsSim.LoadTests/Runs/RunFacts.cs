using System.Runtime.InteropServices;

namespace StsSim.LoadTests.Runs;

/// <summary>Without these a figure means nothing to whoever reads it next year.</summary>
internal sealed record RunFacts(
    Uri Endpoint,
    bool EmbeddedSimulator,
    string AccountId,
    DateTimeOffset StartedAt,
    string CommandLine,
    string Clients,
    IReadOnlyList<GroupSdk> Sdks,
    bool RetryRulesOf2026,
    string OperatingSystem,
    string Runtime,
    string Architecture,
    int Processors)
{
    private const string RetryRulesVariable = "AWS_NEW_RETRIES_2026";

    /// <param name="clients">What the client groups are.</param>
    public static RunFacts Gather(
        Uri endpoint,
        bool embedded,
        string accountId,
        string clients,
        IReadOnlyList<GroupSdk> sdks,
        string commandLine,
        DateTimeOffset startedAt,
        Func<string, string?> environment) => new(
            endpoint,
            embedded,
            accountId,
            startedAt,
            commandLine,
            clients,
            sdks,
            string.Equals(environment(RetryRulesVariable), "true", StringComparison.OrdinalIgnoreCase),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount);
}
