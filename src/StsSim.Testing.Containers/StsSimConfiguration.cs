using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;

namespace StsSim.Testing.Containers;

/// <summary>What a <see cref="StsSimContainer"/> is made with, beyond what any container is.</summary>
public sealed class StsSimConfiguration : ContainerConfiguration
{
    /// <summary>Sets what is a simulator's.</summary>
    /// <param name="adminToken">The token of its control API, or <see langword="null"/> to leave it as it is.</param>
    public StsSimConfiguration(string? adminToken = null) => AdminToken = adminToken;

    /// <summary>Takes over what is any resource's.</summary>
    /// <param name="resourceConfiguration">A configuration of Docker resources.</param>
    public StsSimConfiguration(IResourceConfiguration<CreateContainerParameters> resourceConfiguration)
        : base(resourceConfiguration)
    {
    }

    /// <summary>Takes over what is any container's.</summary>
    /// <param name="resourceConfiguration">A configuration of containers.</param>
    public StsSimConfiguration(IContainerConfiguration resourceConfiguration)
        : base(resourceConfiguration)
    {
    }

    /// <summary>Takes over all of another one.</summary>
    /// <param name="resourceConfiguration">A configuration of simulators.</param>
    public StsSimConfiguration(StsSimConfiguration resourceConfiguration)
        : this(new StsSimConfiguration(), resourceConfiguration)
    {
    }

    /// <summary>Puts two together; what the newer one says counts.</summary>
    /// <param name="oldValue">The older one.</param>
    /// <param name="newValue">The newer one.</param>
    public StsSimConfiguration(StsSimConfiguration oldValue, StsSimConfiguration newValue)
        : base(oldValue, newValue) => AdminToken = BuildConfiguration.Combine(oldValue.AdminToken, newValue.AdminToken);

    /// <summary>The token of the control API; <see langword="null"/> only in a part of a configuration.</summary>
    public string? AdminToken { get; }
}
