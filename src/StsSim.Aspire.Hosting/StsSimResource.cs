using Aspire.Hosting.ApplicationModel;

namespace StsSim.Aspire.Hosting;

/// <summary>A simulator of AWS STS and IAM in a container of an Aspire application, added by <see cref="StsSimBuilderExtensions.AddStsSim"/>.</summary>
public sealed class StsSimResource : ContainerResource
{
    internal const string HttpEndpointName = "http";

    /// <summary>Describes one that has no endpoint yet; <see cref="StsSimBuilderExtensions.AddStsSim"/> gives it one.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="adminToken">The token of its control API.</param>
    public StsSimResource(string name, ParameterResource adminToken)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(adminToken);
        AdminTokenParameter = adminToken;
        PrimaryEndpoint = new EndpointReference(this, HttpEndpointName);
    }

    /// <summary>The token of its control API, which callers send as their bearer token. A secret.</summary>
    public ParameterResource AdminTokenParameter { get; }

    /// <summary>AWS, the control API and health. Its address is known once it is allocated.</summary>
    public EndpointReference PrimaryEndpoint { get; }
}
