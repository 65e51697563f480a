namespace StsSim.Deploy.Tests.Compose;

/// <summary>What has to be true of a service before another one starts.</summary>
public sealed record ComposeDependency
{
    public required string Condition { get; init; }
}
