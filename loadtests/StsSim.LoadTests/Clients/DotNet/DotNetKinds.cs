using Amazon.Runtime;

namespace StsSim.LoadTests.Clients.DotNet;

/// <summary>The AWS SDK for .NET in each of its retry modes. Its legacy mode ended with version 3, for which there is a driver.</summary>
internal static class DotNetKinds
{
    public const string NoRetriesName = "dotnet-no-retries";

    public static ClientKind Standard { get; } = Of(
        "dotnet-standard",
        "the AWS SDK for .NET in its standard mode: three attempts, exponential backoff with jitter, and a budget for retries",
        RequestRetryMode.Standard);

    public static ClientKind Adaptive { get; } = Of(
        "dotnet-adaptive",
        "the AWS SDK for .NET in its adaptive mode: as standard, and it slows itself down when it is throttled",
        RequestRetryMode.Adaptive);

    public static ClientKind NoRetries { get; } = Of(NoRetriesName, "the AWS SDK for .NET with retries off", null);

    private static ClientKind Of(string name, string does, RequestRetryMode? mode) => new(
        name,
        does,
        mode is not null,
        Missing: static () => null,
        (setting, _) => Task.FromResult<IStsClient>(new DotNetClient(setting, mode)));
}
