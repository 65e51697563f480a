using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Federation.Oidc;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Operations.IdentityProviders;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

/// <summary>A simulator that fetches keys from a real provider on loopback, and looks for Login with Amazon where nobody is.</summary>
public sealed class RemoteProviderSimulator : FederationSimulator
{
    public LoopbackProvider Provider { get; } = LoopbackProvider.Start();

    public WoundClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override string? ProviderUrl => Provider.Url;

    // Port 9 discards, where anybody listens at all; here nobody does.
    protected override void Configure(IServiceCollection services) => services
        .AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock)
        .AddSingleton(new VerificationKeysOptions { Networks = IssuerNetworks.Loopback })
        .AddSingleton(new OAuthOptions { LoginWithAmazon = new Uri("http://127.0.0.1:9/") })
        .AddLogging(logging => logging.AddFilter("Orleans", LogLevel.None));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
