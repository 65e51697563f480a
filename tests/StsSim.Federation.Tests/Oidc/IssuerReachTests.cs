using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

/// <summary>Whoever registers a provider does not come to have the simulator ask what only the simulator can reach.</summary>
public sealed class IssuerReachTests
{
    private const string Name = "issuer.example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_default_an_issuer_on_loopback_is_out_of_reach_and_hears_nothing()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();

        Assert.IsType<WebIdentityFault.IssuerOutOfReach>(await VerifyAsync(idp, new VerificationKeysOptions()));
        Assert.IsType<WebIdentityFault.IssuerOutOfReach>(await VerifyAsync(idp, ByName(idp, new VerificationKeysOptions(), "127.0.0.1"), At(idp, Name)));

        Assert.Equal(0, idp.Discoveries);
    }

    [Theory]
    [InlineData(IssuerNetworks.Loopback)]
    [InlineData(IssuerNetworks.Private)]
    public async Task Where_the_operator_allows_loopback_it_is_asked(IssuerNetworks networks)
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();

        Assert.IsType<WebIdentity>(await VerifyAsync(idp, Loopback with { Networks = networks }));
    }

    [Theory]
    [InlineData(IssuerNetworks.Public, "http://8.8.8.8")]
    [InlineData(IssuerNetworks.Public, "https://127.0.0.1")]
    [InlineData(IssuerNetworks.Public, "https://localhost")]
    [InlineData(IssuerNetworks.Public, "https://[::1]")]
    [InlineData(IssuerNetworks.Public, "https://[::ffff:127.0.0.1]")]
    [InlineData(IssuerNetworks.Public, "https://2130706433")]
    [InlineData(IssuerNetworks.Public, "https://0x7f.1")]
    [InlineData(IssuerNetworks.Public, "https://0177.0.0.1")]
    [InlineData(IssuerNetworks.Public, "https://10.0.0.1")]
    [InlineData(IssuerNetworks.Public, "https://192.168.0.1:8443")]
    [InlineData(IssuerNetworks.Loopback, "http://8.8.8.8")]
    [InlineData(IssuerNetworks.Loopback, "https://10.0.0.1")]
    [InlineData(IssuerNetworks.Loopback, "https://[fd12::1]")]
    [InlineData(IssuerNetworks.Public, "http://169.254.169.254")]
    [InlineData(IssuerNetworks.Loopback, "http://169.254.169.254")]
    [InlineData(IssuerNetworks.Private, "http://169.254.169.254")]
    [InlineData(IssuerNetworks.Private, "http://[::ffff:169.254.169.254]")]
    [InlineData(IssuerNetworks.Private, "http://[fd00:ec2::254]")]
    [InlineData(IssuerNetworks.Private, "http://2852039166")]
    [InlineData(IssuerNetworks.Private, "http://0.0.0.0")]
    public async Task An_address_outside_the_networks_is_not_connected_to(IssuerNetworks networks, string url)
    {
        var options = new VerificationKeysOptions { Networks = networks };

        await Assert.ThrowsAsync<IssuerOutOfReachException>(() => new IssuerConnector(options).ConnectAsync(new Uri(url), Cancel));
    }

    [Fact]
    public async Task Of_several_addresses_of_a_name_those_outside_are_passed_over()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();

        Assert.IsType<WebIdentity>(await VerifyAsync(idp, ByName(idp, Loopback, "10.0.0.1", "169.254.169.254", "127.0.0.1"), At(idp, Name)));
    }

    // DNS rebinding: the name is looked up once for a connection, and what it meant then is what is connected to.
    [Fact]
    public async Task A_name_that_means_another_address_a_moment_later_leads_nowhere()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        int lookups = 0;
        idp.Discovery = context =>
        {
            context.Response.Headers.Connection = "close";
            return context.Response.WriteAsync(
                DiscoveryDocument.ToJson(At(idp, Name), $"{At(idp, Name)}/keys", JwsAlgorithm.All, ["sub"]), Cancel);
        };
        VerificationKeysOptions options = Loopback with
        {
            ResolveAsync = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(lookups++ == 0 ? "127.0.0.1" : "169.254.169.254")]),
        };

        Assert.IsType<WebIdentityFault.IssuerOutOfReach>(await VerifyAsync(idp, options, At(idp, Name)));

        Assert.Equal((2, 1, 0), (lookups, idp.Discoveries, idp.KeySets));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/iam/security-credentials/")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data/")]
    [InlineData("http://10.0.0.1/keys")]
    public async Task Neither_a_redirect_nor_the_discovery_document_leads_outside(string address)
    {
        await using LoopbackIdp redirecting = await LoopbackIdp.StartAsync();
        redirecting.KeySet = context =>
        {
            context.Response.Redirect(address);
            return Task.CompletedTask;
        };
        await using LoopbackIdp pointing = await LoopbackIdp.StartAsync();
        pointing.Discovery = context => context.Response.WriteAsync(
                DiscoveryDocument.ToJson(pointing.Url, address, JwsAlgorithm.All, ["sub"]), Cancel);

        Assert.IsType<WebIdentityFault.IssuerOutOfReach>(await VerifyAsync(redirecting, Loopback));
        Assert.IsType<WebIdentityFault.IssuerOutOfReach>(await VerifyAsync(pointing, Loopback));
    }

    [Fact]
    public async Task The_certificate_of_an_issuer_outside_is_not_asked_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string url = $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        Assert.Null(await new IssuerCertificate().FindThumbprintAsync(url, Cancel));

        Assert.False(listener.Pending());
    }

    private static VerificationKeysOptions Loopback { get; } = new() { Networks = IssuerNetworks.Loopback, Timeout = TimeSpan.FromMinutes(1) };

    private static string At(LoopbackIdp idp, string name) => idp.Url.Replace("127.0.0.1", name, StringComparison.Ordinal);

    private static VerificationKeysOptions ByName(LoopbackIdp idp, VerificationKeysOptions options, params string[] addresses)
    {
        idp.Discovery = context => context.Response.WriteAsync(
                DiscoveryDocument.ToJson(At(idp, Name), $"{At(idp, Name)}/keys", JwsAlgorithm.All, ["sub"]), Cancel);
        return options with { ResolveAsync = (name, _) => Task.FromResult<IPAddress[]>(name == Name ? [.. addresses.Select(IPAddress.Parse)] : []) };
    }

    private static async Task<WebIdentityOutcome> VerifyAsync(LoopbackIdp idp, VerificationKeysOptions options, string? issuer = null)
    {
        using var keys = new VerificationKeys(new SettableClock(ExampleIssuer.Now), options: options);
        string token = new TokenIssuer(ExampleIssuer.Keys).Mint(ExampleIssuer.Request with { Issuer = issuer ?? idp.Url });
        return await new WebIdentityVerifier(keys).VerifyAsync(token, [idp.Provider with { Url = issuer ?? idp.Url }], ExampleIssuer.Now, Cancel);
    }
}
