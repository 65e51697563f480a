using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace StsSim.Aspire.Hosting;

/// <summary>Adds a simulator of AWS STS and IAM to an Aspire application, and has other resources call it.</summary>
public static class StsSimBuilderExtensions
{
    private const int ContainerPort = 7870;
    private const string ContainerUrls = "http://0.0.0.0:7870";
    private const string WorldDirectory = "/stssim";
    private const string DefaultRegion = "us-east-1";

    /// <summary>
    /// Adds a simulator with the example world, of the version of this package; one that was built from source takes
    /// <c>stssim:latest</c>. <c>WithImage</c>, <c>WithImageTag</c> and <c>WithImageRegistry</c> take another.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">Where it listens on this machine; without, on a free port.</param>
    /// <param name="adminToken">
    /// The token of its control API; without, one is made up and kept with the application's user secrets. Beyond loopback,
    /// as in a container, no simulator starts without.
    /// </param>
    /// <returns>The simulator, healthy once it serves (<c>/health/ready</c>).</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name of a resource.</exception>
    public static IResourceBuilder<StsSimResource> AddStsSim(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null, IResourceBuilder<ParameterResource>? adminToken = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        // Letters and digits alone: it is sent in a header.
        ParameterResource token = adminToken?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-admin-token", special: false);
        IResourceBuilder<StsSimResource> simulator = builder.AddResource(new StsSimResource(name, token))
            .WithImage(ReleasedImage.Repository, ReleasedImage.Tag)
            .WithHttpEndpoint(port, ContainerPort, StsSimResource.HttpEndpointName)
            .WithHttpHealthCheck("/health/ready")
            .WithEnvironment("StsSim__Urls", ContainerUrls)
            .WithEnvironment("StsSim__AdminToken", token);
        return ReleasedImage.Registry is { } registry ? simulator.WithImageRegistry(registry) : simulator;
    }

    /// <summary>
    /// Starts with the world of a file, which is copied into the container, instead of the example world. Where the application
    /// is published, whoever deploys it puts the file there, as <c>/stssim/</c> and its name.
    /// </summary>
    /// <param name="builder">The simulator.</param>
    /// <param name="path">A world file on this machine, relative to the application host's directory.</param>
    /// <returns>The simulator.</returns>
    /// <exception cref="FileNotFoundException">There is no such file. Whether it is a world is found when the container starts, and stands in its log.</exception>
    public static IResourceBuilder<StsSimResource> WithWorld(this IResourceBuilder<StsSimResource> builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Path.GetFullPath(path, builder.ApplicationBuilder.AppHostDirectory);
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"There is no world file '{file}'.", file);
        }

        string inside = $"{WorldDirectory}/{Path.GetFileName(file)}";
        return builder.WithContainerFiles(WorldDirectory, file).WithEnvironment("StsSim__World", inside);
    }

    /// <summary>
    /// Has the AWS SDK or CLI of a resource call the simulator for STS and IAM, and real AWS for everything else, by
    /// <c>AWS_ENDPOINT_URL_STS</c> and <c>AWS_ENDPOINT_URL_IAM</c>. Where the resource has no region so far, it gets that of the
    /// application host's environment, or us-east-1. Credentials are those of the world: set them as the resource wants them.
    /// </summary>
    /// <typeparam name="T">A project, an executable or a container.</typeparam>
    /// <param name="builder">The resource that calls.</param>
    /// <param name="simulator">The simulator that it calls.</param>
    /// <returns>The resource that calls.</returns>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<StsSimResource> simulator)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(simulator);
        return builder.WithReferenceRelationship(simulator.Resource).WithEnvironment(context =>
        {
            context.EnvironmentVariables["AWS_ENDPOINT_URL_STS"] = simulator.Resource.PrimaryEndpoint;
            context.EnvironmentVariables["AWS_ENDPOINT_URL_IAM"] = simulator.Resource.PrimaryEndpoint;
            if (!context.EnvironmentVariables.ContainsKey("AWS_REGION") && !context.EnvironmentVariables.ContainsKey("AWS_DEFAULT_REGION"))
            {
                context.EnvironmentVariables["AWS_REGION"] =
                    builder.ApplicationBuilder.Configuration["AWS_REGION"] ?? builder.ApplicationBuilder.Configuration["AWS_DEFAULT_REGION"] ?? DefaultRegion;
            }
        });
    }
}
