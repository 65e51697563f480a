using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;

namespace StsSim.Testing.Containers;

/// <summary>Describes a simulator of AWS STS and IAM in a container. Every method returns a builder of its own and changes none.</summary>
/// <example>
/// <code>
/// await using StsSimContainer container = new StsSimBuilder().Build();
/// await container.StartAsync();
/// await using StsSimulator simulator = container.Connect();
/// await using LeasedAccount account = await simulator.LeaseAccountAsync();
/// </code>
/// </example>
public sealed class StsSimBuilder : ContainerBuilder<StsSimBuilder, StsSimContainer, StsSimConfiguration>
{
    /// <summary>The port inside the container: AWS, the control API and health.</summary>
    public const ushort StsSimPort = 7870;

    private const string WorldPath = "/stssim/world.json";
    private const string AdminTokenVariable = "StsSim__AdminToken";

    // As world files are read: comments stand in them, and a last comma does no harm.
    private static readonly JsonDocumentOptions WorldSyntax = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>
    /// A simulator of the version of this package, with the example world and an admin token of its own. A package that was
    /// built from source takes <c>stssim:latest</c>, which has to be built before.
    /// </summary>
    public StsSimBuilder()
        : this(ReleasedImage.Name)
    {
    }

    /// <summary>A simulator of another version, or from another registry.</summary>
    /// <param name="image">The image's name, e.g. <c>registry.example/stssim:0.1.0</c>.</param>
    /// <exception cref="ArgumentException">It is no name of an image.</exception>
    public StsSimBuilder(string image)
        : this(new StsSimConfiguration()) => DockerResourceConfiguration = Init().WithImage(image).DockerResourceConfiguration;

    private StsSimBuilder(StsSimConfiguration configuration)
        : base(configuration) => DockerResourceConfiguration = configuration;

    /// <inheritdoc />
    protected override StsSimConfiguration DockerResourceConfiguration { get; }

    /// <summary>Sets the token of the control API; without, each builder makes one up.</summary>
    /// <param name="adminToken">What callers send as their bearer token. Beyond loopback, as in a container, no simulator starts without.</param>
    /// <exception cref="ArgumentException">It is empty, or has characters that no bearer token has.</exception>
    public StsSimBuilder WithAdminToken(string adminToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(adminToken);
        if (adminToken.Any(character => character is <= ' ' or > '~'))
        {
            throw new ArgumentException("An admin token is sent in a header: it has visible characters of ASCII alone.", nameof(adminToken));
        }

        return Merge(DockerResourceConfiguration, new StsSimConfiguration(adminToken)).WithEnvironment(AdminTokenVariable, adminToken);
    }

    /// <summary>Starts with this world instead of the example world.</summary>
    /// <param name="json">What a world file would have in it.</param>
    /// <exception cref="ArgumentException">It is no JSON object. Whether it is a world is found when the container starts, and stands in its log.</exception>
    public StsSimBuilder WithWorld(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return WithWorld(Encoding.UTF8.GetBytes(json), "This world", nameof(json));
    }

    /// <summary>Starts with the world of a file, which is copied into the container, instead of the example world.</summary>
    /// <param name="path">A world file on this machine; it is read at once.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="ArgumentException">It has no JSON object in it. Whether that is a world is found when the container starts, and stands in its log.</exception>
    public StsSimBuilder WithWorldFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return WithWorld(File.ReadAllBytes(path), $"'{path}'", nameof(path));
    }

    /// <summary>Takes any access key and compares no signature; the rest stays as strict as it is.</summary>
    public StsSimBuilder WithPermissiveAuthentication() => WithEnvironment("StsSim__Auth", "permissive");

    /// <summary>Makes the container, which has yet to be started.</summary>
    /// <exception cref="DockerUnavailableException">No Docker is found here.</exception>
    /// <exception cref="ArgumentException">The description makes no sense.</exception>
    public override StsSimContainer Build()
    {
        Validate();
        return new StsSimContainer(DockerResourceConfiguration);
    }

    /// <inheritdoc />
    protected override StsSimBuilder Init() => base.Init()
        .WithPortBinding(StsSimPort, assignRandomHostPort: true)
        .WithEnvironment("StsSim__Urls", $"http://0.0.0.0:{StsSimPort}")
        .WithAdminToken(RandomNumberGenerator.GetHexString(32, lowercase: true))
        .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(StsSimPort).ForPath("/health/ready")));

    /// <inheritdoc />
    protected override void Validate()
    {
        base.Validate();
        if (DockerResourceConfiguration.Environments[AdminTokenVariable] != DockerResourceConfiguration.AdminToken)
        {
            throw new ArgumentException($"{AdminTokenVariable} is set by {nameof(WithAdminToken)}, or the container would not know its own token.");
        }
    }

    /// <inheritdoc />
    protected override StsSimBuilder Clone(IContainerConfiguration resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new StsSimConfiguration(resourceConfiguration));

    /// <inheritdoc />
    protected override StsSimBuilder Clone(IResourceConfiguration<CreateContainerParameters> resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new StsSimConfiguration(resourceConfiguration));

    /// <inheritdoc />
    protected override StsSimBuilder Merge(StsSimConfiguration oldValue, StsSimConfiguration newValue) =>
        new(new StsSimConfiguration(oldValue, newValue));

    private StsSimBuilder WithWorld(byte[] json, string name, string parameter)
    {
        try
        {
            using var document = JsonDocument.Parse(json, WorldSyntax);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ArgumentException($"{name} is no JSON object.", parameter);
            }
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"{name} is no JSON: {e.Message}", parameter, e);
        }

        return WithResourceMapping(json, WorldPath).WithEnvironment("StsSim__World", WorldPath);
    }
}
