using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using DotNet.Testcontainers.Builders;

namespace StsSim.Testing.Containers.Tests;

/// <summary>A container from its description to its end.</summary>
public sealed class StsSimContainerTests
{
    private const string World = """
        {
          "accounts": [
            {
              "id": "210987654321", // which the example world does not have
              "users": [{ "name": "ci", "accessKeys": [{ "accessKeyId": "AKIACONTAINEREXAMPL1", "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYcontainer1" }] }],
            },
          ],
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_container_is_the_simulator_on_a_free_port_with_a_token_of_its_own()
    {
        await using StandInEngine engine = await StandInEngine.StartAsync(Cancel);
        await using StsSimContainer container = Builder(engine, "stssim:1.2.3").Build();

        await container.StartAsync(Cancel);

        Assert.Equal("stssim:1.2.3", (string?)engine.CreatedWith["Image"]);
        Assert.Equal(
            [$"StsSim__AdminToken={container.AdminToken}", "StsSim__Urls=http://0.0.0.0:7870"],
            engine.CreatedWith["Env"]!.AsArray().Select(pair => (string)pair!).Order(StringComparer.Ordinal));
        Assert.True(engine.CreatedWith["ExposedPorts"]!.AsObject().ContainsKey("7870/tcp"));
        Assert.Contains((string?)engine.CreatedWith["HostConfig"]!["PortBindings"]!["7870/tcp"]![0]!["HostPort"], new[] { null, "", "0" });
        Assert.Matches("^[0-9a-f]{32}$", container.AdminToken);

        // It is waited for, so this is the first thing that is asked of it, and asked once.
        await using StsSimulator simulator = container.Connect();
        Assert.Equal(container.GetEndpoint(), simulator.Endpoint);
        await using LeasedAccount account = await simulator.LeaseAccountAsync(cancellationToken: Cancel);
        using var sts = new AmazonSecurityTokenServiceClient(
            account.Credentials.AccessKeyId,
            account.Credentials.SecretAccessKey,
            new AmazonSecurityTokenServiceConfig { ServiceURL = container.GetEndpoint().ToString(), AuthenticationRegion = "us-east-1" });
        Assert.Equal(account.AccountId, (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Account);

        // Its control API is nobody else's.
        await using StsSimulator stranger = StsSimulator.ConnectTo(container.GetEndpoint(), "another");
        Assert.Contains("does not accept this admin token", (await Assert.ThrowsAsync<StsSimulatorException>(() => stranger.LeaseAccountAsync(cancellationToken: Cancel))).Message, StringComparison.Ordinal);

        await container.StopAsync(Cancel);
        Assert.False(engine.IsRunning);
    }

    [Fact]
    public async Task World_token_and_way_to_authenticate_are_those_asked_for()
    {
        await using StandInEngine engine = await StandInEngine.StartAsync(Cancel);
        await using StsSimContainer container = Builder(engine, "stssim").WithWorld(World).WithAdminToken("s3cret").WithPermissiveAuthentication().Build();

        await container.StartAsync(Cancel);

        Assert.Equal(["/stssim/world.json"], engine.Copied);
        Assert.Equal("s3cret", container.AdminToken);
        using var sts = new AmazonSecurityTokenServiceClient(
            "AKIACONTAINEREXAMPL1", "a wrong one", new AmazonSecurityTokenServiceConfig { ServiceURL = container.GetEndpoint().ToString(), AuthenticationRegion = "us-east-1" });
        Assert.Equal("arn:aws:iam::210987654321:user/ci", (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Arn);
        await using StsSimulator simulator = container.Connect();
        Assert.NotNull(await simulator.GetClockAsync(Cancel));
    }

    [Fact]
    public void What_was_not_started_has_no_endpoint()
    {
        StsSimContainer container = new StsSimBuilder().WithDockerEndpoint("tcp://127.0.0.1:9").WithCleanUp(false).Build();

        Assert.Throws<InvalidOperationException>(container.GetEndpoint);
        Assert.Throws<InvalidOperationException>(container.Connect);
    }

    /// <summary>With a real engine and a real image, which CI builds before.</summary>
    [Fact]
    public async Task The_image_starts_and_serves_under_Docker()
    {
        string? image = Environment.GetEnvironmentVariable("STSSIM_TEST_IMAGE");
        Assert.SkipWhen(image is null, "STSSIM_TEST_IMAGE names no image: build one with docker build -f deploy/docker/Dockerfile -t stssim .");
        await using StsSimContainer container = UnderDocker(new StsSimBuilder(image!).WithWorld(World));

        await container.StartAsync(Cancel);

        await using StsSimulator simulator = container.Connect();
        await using LeasedAccount account = await simulator.LeaseAccountAsync(cancellationToken: Cancel);
        using var sts = new AmazonSecurityTokenServiceClient(
            "AKIACONTAINEREXAMPL1",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYcontainer1",
            new AmazonSecurityTokenServiceConfig { ServiceURL = container.GetEndpoint().ToString(), AuthenticationRegion = "us-east-1" });
        Assert.Equal("210987654321", (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Account);
    }

    private static StsSimContainer UnderDocker(StsSimBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (DockerUnavailableException)
        {
            Assert.Skip("There is no Docker here.");
            throw;
        }
    }

    // Without the container that removes others after a crash: the stand-in has one image.
    private static StsSimBuilder Builder(StandInEngine engine, string image) =>
        new StsSimBuilder(image).WithDockerEndpoint(engine.Endpoint).WithCleanUp(false);
}
