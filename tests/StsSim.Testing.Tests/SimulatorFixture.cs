using Amazon.SecurityToken;
using StsSim.Testing.Tests;

[assembly: AssemblyFixture(typeof(SimulatorFixture))]

namespace StsSim.Testing.Tests;

/// <summary>One simulator for all tests; each leases an account.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public StsSimulator Simulator { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Simulator = await StsSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Simulator.DisposeAsync();

    /// <summary>Amazon's own client, signing with an account's key.</summary>
    public AmazonSecurityTokenServiceClient Sts(LeasedAccount account) =>
        new(account.Credentials.AccessKeyId, account.Credentials.SecretAccessKey, Configuration);

    public AmazonSecurityTokenServiceClient Sts(Amazon.Runtime.AWSCredentials credentials) => new(credentials, Configuration);

    private AmazonSecurityTokenServiceConfig Configuration => new() { ServiceURL = Simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 };
}
