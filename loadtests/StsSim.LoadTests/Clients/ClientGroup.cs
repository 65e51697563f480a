using Amazon.Runtime;

namespace StsSim.LoadTests.Clients;

/// <summary>
/// The callers that share one way of retrying. Token buckets are kept per account and region, so a region to
/// itself gives each group the same quota and keeps the others' retries out of it.
/// </summary>
/// <param name="Retries">Null turns retries off: the yardstick that shows what retrying buys and costs.</param>
internal sealed record ClientGroup(string Name, string Region, RequestRetryMode? Retries)
{
    /// <summary>As the group calls itself in its User-Agent, so that the server tells it from the others: its name in small letters and hyphens.</summary>
    public string ApplicationId => Name.ToLowerInvariant().Replace(' ', '-');

    /// <summary>Every retry mode that the SDK has (its legacy mode ended with version 3), and the yardstick.</summary>
    public static IReadOnlyList<ClientGroup> All { get; } =
    [
        new("Standard", "us-east-1", RequestRetryMode.Standard),
        new("Adaptive", "eu-west-1", RequestRetryMode.Adaptive),
        new("No retries", "ap-southeast-2", null),
    ];
}
