using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace StsSim.Aspire.Hosting.Tests;

/// <summary>What an application with a simulator is made of; none of it is started.</summary>
public sealed class StsSimResourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stssim-aspire-");
    private readonly IDistributedApplicationBuilder _builder;

    public StsSimResourceTests()
    {
        _builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            ProjectDirectory = _folder.FullName, // the application host's
            DisableDashboard = true,
        });

        // Whoever runs these tests may have one.
        _builder.Configuration["AWS_REGION"] = null;
        _builder.Configuration["AWS_DEFAULT_REGION"] = null;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null, "1.2.3", "latest")]
    [InlineData("ghcr.io/somebody", "1.2.3", "1.2.3")]
    [InlineData("ghcr.io/somebody", "1.2.3-rc.1+0a1b2c", "1.2.3-rc.1")]
    public void A_package_takes_the_image_that_is_released_with_it(string? registry, string version, string expected) =>
        Assert.Equal(expected, ReleasedImage.TagOf(registry, version));

    [Fact]
    public void A_simulator_is_a_container_of_that_image()
    {
        _builder.AddStsSim("sts");

        using DistributedApplication application = _builder.Build();
        StsSimResource sts = Assert.Single(application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<StsSimResource>());
        ContainerImageAnnotation image = Assert.Single(sts.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal(("sts", "stssim", ReleasedImage.Tag, ReleasedImage.Registry), (sts.Name, image.Image, image.Tag, image.Registry));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7870)]
    public void It_listens_on_the_images_port_and_is_healthy_once_it_is_ready(int? port)
    {
        StsSimResource sts = _builder.AddStsSim("sts", port).Resource;

        EndpointAnnotation endpoint = Assert.Single(sts.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal(("http", "http", 7870, port), (endpoint.Name, endpoint.UriScheme, endpoint.TargetPort, endpoint.Port));
        Assert.Equal("http", sts.PrimaryEndpoint.EndpointName);
        Assert.Contains("/health/ready", Assert.Single(sts.Annotations.OfType<HealthCheckAnnotation>()).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_admin_token_is_a_secret_that_is_made_up()
    {
        IResourceBuilder<StsSimResource> sts = _builder.AddStsSim("sts");

        IReadOnlyDictionary<string, object> variables = await VariablesAsync(sts.Resource);
        Assert.Equal("http://0.0.0.0:7870", variables["StsSim__Urls"].ToString());
        Assert.Same(sts.Resource.AdminTokenParameter, variables["StsSim__AdminToken"]);
        Assert.Equal(("sts-admin-token", true), (sts.Resource.AdminTokenParameter.Name, sts.Resource.AdminTokenParameter.Secret));
        Assert.Matches("^[0-9A-Za-z]{20,}$", await sts.Resource.AdminTokenParameter.GetValueAsync(Cancel));
    }

    [Fact]
    public async Task Its_admin_token_may_be_named()
    {
        IResourceBuilder<ParameterResource> token = _builder.AddParameter("token", "s3cret", secret: true);
        IResourceBuilder<StsSimResource> sts = _builder.AddStsSim("sts", adminToken: token);

        Assert.Same(token.Resource, (await VariablesAsync(sts.Resource))["StsSim__AdminToken"]);
        Assert.DoesNotContain(_builder.Resources, resource => resource.Name == "sts-admin-token");
    }

    [Fact]
    public async Task A_world_file_is_copied_and_started_with()
    {
        string file = Path.Combine(_folder.FullName, "ours.json");
        await File.WriteAllTextAsync(file, "{}", Cancel);
        IResourceBuilder<StsSimResource> sts = _builder.AddStsSim("sts").WithWorld("ours.json");

        using DistributedApplication application = _builder.Build();
        ContainerFileSystemCallbackAnnotation copy = Assert.Single(sts.Resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>());
        ContainerFile copied = Assert.IsType<ContainerFile>(Assert.Single(await copy.Callback(
            new ContainerFileSystemCallbackContext { Model = sts.Resource, Services = application.Services }, Cancel)));
        Assert.Equal($"{copy.DestinationPath}/{copied.Name}", (await VariablesAsync(sts.Resource))["StsSim__World"].ToString());
        Assert.Equal(("/stssim", file), (copy.DestinationPath, copied.SourcePath));
    }

    [Fact]
    public void A_world_file_that_is_not_there_is_told_at_once() => Assert.Contains(
        Path.Combine(_folder.FullName, "none.json"),
        Assert.Throws<FileNotFoundException>(() => _builder.AddStsSim("sts").WithWorld("none.json")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("no name")]
    public void A_name_that_is_none_is_refused(string name) => Assert.Throws<ArgumentException>(() => _builder.AddStsSim(name));

    [Fact]
    public async Task Who_refers_to_it_calls_it_for_STS_and_IAM()
    {
        IResourceBuilder<StsSimResource> sts = _builder.AddStsSim("sts");
        IResourceBuilder<ExecutableResource> checkout = _builder.AddExecutable("checkout", "checkout", ".").WithReference(sts);
        sts.Resource.Annotations.OfType<EndpointAnnotation>().Single().AllocatedEndpoint =
            new AllocatedEndpoint(sts.Resource.Annotations.OfType<EndpointAnnotation>().Single(), "localhost", 41234);

        IReadOnlyDictionary<string, object> variables = await VariablesAsync(checkout.Resource);
        Assert.Equal(["AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL_STS", "AWS_REGION"], variables.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("http://localhost:41234", await ((IValueProvider)variables["AWS_ENDPOINT_URL_STS"]).GetValueAsync(Cancel));
        Assert.Equal("http://localhost:41234", await ((IValueProvider)variables["AWS_ENDPOINT_URL_IAM"]).GetValueAsync(Cancel));
        Assert.Equal("{sts.bindings.http.url}", ((IManifestExpressionProvider)variables["AWS_ENDPOINT_URL_STS"]).ValueExpression);
        Assert.Equal("us-east-1", variables["AWS_REGION"]);
        Assert.Contains(checkout.Resource.Annotations.OfType<ResourceRelationshipAnnotation>(), relation => relation.Resource == sts.Resource);
    }

    [Theory]
    [InlineData("AWS_REGION")]
    [InlineData("AWS_DEFAULT_REGION")]
    public async Task A_region_that_it_has_stays(string variable)
    {
        IResourceBuilder<ExecutableResource> checkout =
            _builder.AddExecutable("checkout", "checkout", ".").WithEnvironment(variable, "eu-west-1").WithReference(_builder.AddStsSim("sts"));

        IReadOnlyDictionary<string, object> variables = await VariablesAsync(checkout.Resource);
        Assert.Equal("eu-west-1", Assert.Single(variables, pair => pair.Key.EndsWith("_REGION", StringComparison.Ordinal)).Value.ToString());
    }

    [Theory]
    [InlineData("AWS_REGION")]
    [InlineData("AWS_DEFAULT_REGION")]
    public async Task Without_one_of_its_own_the_region_is_that_of_the_application_host(string variable)
    {
        _builder.Configuration[variable] = "ap-south-1";
        IResourceBuilder<ExecutableResource> checkout = _builder.AddExecutable("checkout", "checkout", ".").WithReference(_builder.AddStsSim("sts"));

        Assert.Equal("ap-south-1", (await VariablesAsync(checkout.Resource))["AWS_REGION"]);
    }

    // As the orchestrator asks for them, in the order in which they were set.
    private async Task<IReadOnlyDictionary<string, object>> VariablesAsync(IResource resource)
    {
        var context = new EnvironmentCallbackContext(_builder.ExecutionContext, resource, cancellationToken: Cancel);
        foreach (EnvironmentCallbackAnnotation annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }
}
