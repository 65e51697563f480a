namespace StsSim.Deploy.Tests.Compose;

/// <summary>How a service is asked for its health.</summary>
public sealed record ComposeHealthcheck
{
    public required List<string> Test { get; init; }

    public string? Interval { get; init; }

    public string? Timeout { get; init; }

    public int Retries { get; init; }
}
