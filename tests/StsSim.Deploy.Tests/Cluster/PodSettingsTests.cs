using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting.Kubernetes;
using StsSim.Host;
using StsSim.Host.Cluster;

namespace StsSim.Deploy.Tests.Cluster;

/// <summary>What a silo in a pod makes of its settings and of what Kubernetes says.</summary>
public sealed class PodSettingsTests : IDisposable
{
    private static readonly Dictionary<string, string> OfThePod = new()
    {
        [KubernetesHostingOptions.PodNameEnvironmentVariable] = "silo-x",
        [KubernetesHostingOptions.PodNamespaceEnvironmentVariable] = "simulation",
        [KubernetesHostingOptions.PodIPEnvironmentVariable] = "10.1.2.3",
        [KubernetesHostingOptions.ClusterIdEnvironmentVariable] = "another",
        [KubernetesHostingOptions.ServiceIdEnvironmentVariable] = "another",
    };

    public PodSettingsTests()
    {
        foreach ((string name, string value) in OfThePod)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (string name in OfThePod.Keys)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task Its_cluster_is_that_of_its_gateways()
    {
        var settings = new HostSettings { Role = HostRole.Silo, Redis = "redis:6379", Cluster = new ClusterSettings { Id = "ours", IsPod = true } };

        await using WebApplication silo = Built(settings);
        await using WebApplication gateway = Built(settings with { Role = HostRole.Gateway });

        ClusterOptions ofSilo = silo.Services.GetRequiredService<IOptions<ClusterOptions>>().Value;
        ClusterOptions ofGateway = gateway.Services.GetRequiredService<IOptions<ClusterOptions>>().Value;
        Assert.Equal(("ours", "ours"), (ofSilo.ClusterId, ofSilo.ServiceId));
        Assert.Equal(("ours", "ours"), (ofGateway.ClusterId, ofGateway.ServiceId));
    }

    [Theory]
    [InlineData(null, null, 11111, 30000)]
    [InlineData(5001, 5002, 5001, 5002)]
    public async Task It_listens_on_the_ports_of_its_settings_and_at_the_address_of_the_pod(int? siloPort, int? gatewayPort, int silos, int gateways)
    {
        ClusterSettings cluster = ClusterSettings.Read(new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection([new("StsSim:Cluster:Kubernetes", "true"), new("StsSim:Cluster:SiloPort", $"{siloPort}"), new("StsSim:Cluster:GatewayPort", $"{gatewayPort}")])
            .Build());

        await using WebApplication silo = Built(new HostSettings { Role = HostRole.Silo, Redis = "redis:6379", Cluster = cluster });

        EndpointOptions endpoints = silo.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        Assert.Equal("10.1.2.3", endpoints.AdvertisedIPAddress.ToString());
        Assert.Equal(($"0.0.0.0:{silos}", $"0.0.0.0:{gateways}"), ($"{endpoints.SiloListeningEndpoint}", $"{endpoints.GatewayListeningEndpoint}"));
        Assert.Equal("silo-x", silo.Services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName);
    }

    // Not started, for there is neither Redis nor Kubernetes.
    private static WebApplication Built(HostSettings settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        var store = new RedisStore(settings.Redis!);
        if (settings.Role == HostRole.Silo)
        {
            builder.AddSilo(settings, store);
        }
        else
        {
            builder.AddClusterClient(settings, store);
        }

        return builder.Build();
    }
}
