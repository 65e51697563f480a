using DotNet.Testcontainers.Containers;

namespace StsSim.Testing.Containers;

/// <summary>A simulator of AWS STS and IAM in a container, made by <see cref="StsSimBuilder"/>. Dispose it to remove it.</summary>
public sealed class StsSimContainer : DockerContainer
{
    /// <summary>Describes a container; <see cref="DockerContainer.StartAsync"/> starts it.</summary>
    /// <param name="configuration">As <see cref="StsSimBuilder"/> makes it, so with an admin token.</param>
    public StsSimContainer(StsSimConfiguration configuration)
        : base(configuration)
    {
        ArgumentException.ThrowIfNullOrEmpty(configuration.AdminToken);
        AdminToken = configuration.AdminToken;
    }

    /// <summary>The token of its control API, which callers send as their bearer token.</summary>
    public string AdminToken { get; }

    /// <summary>
    /// Where SDKs of this machine find it: their <c>ServiceURL</c>, or <c>AWS_ENDPOINT_URL</c> for programs that the test starts.
    /// Containers in its network find it under an alias of theirs, at port <see cref="StsSimBuilder.StsSimPort"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has not been started, so it has no port.</exception>
    public Uri GetEndpoint() => new UriBuilder(Uri.UriSchemeHttp, Hostname, GetMappedPublicPort(StsSimBuilder.StsSimPort)).Uri;

    /// <summary>
    /// Leases accounts of it, sets its quotas, faults and clocks, and reads what it issued. Dispose what is returned; the
    /// container runs on.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has not been started, so it has no port.</exception>
    public StsSimulator Connect() => StsSimulator.ConnectTo(GetEndpoint(), AdminToken);
}
