namespace StsSim.Deploy.Tests.Compose;

/// <summary>What a service's image is built from.</summary>
public sealed record ComposeBuild
{
    public required string Context { get; init; }

    /// <summary>Seen from the context.</summary>
    public required string Dockerfile { get; init; }
}
