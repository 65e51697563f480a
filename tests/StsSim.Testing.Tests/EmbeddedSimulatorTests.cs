using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Host;

namespace StsSim.Testing.Tests;

/// <summary>A simulator inside the test's own process.</summary>
public sealed class EmbeddedSimulatorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Permissive_takes_any_key()
    {
        await using StsSimulator simulator = await StsSimulator.StartAsync(new StsSimulatorOptions { Permissive = true }, Cancel);
        using var sts = new AmazonSecurityTokenServiceClient(
            "test", "test", new AmazonSecurityTokenServiceConfig { ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = "eu-west-1" });

        Assert.Equal("123456789012", (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Account);
    }

    [Fact]
    public async Task Https_is_trusted_by_its_file_and_the_tests_own_questions_need_none()
    {
        string file;
        await using (StsSimulator simulator = await StsSimulator.StartAsync(new StsSimulatorOptions { Https = true }, Cancel))
        {
            file = simulator.CertificateAuthorityFile!;
            await using LeasedAccount account = await simulator.LeaseAccountAsync(cancellationToken: Cancel);
            using var trusting = new TrustingHttpClientFactory(await File.ReadAllTextAsync(file, Cancel));
            using var sts = new AmazonSecurityTokenServiceClient(
                account.Credentials.AccessKeyId,
                account.Credentials.SecretAccessKey,
                new AmazonSecurityTokenServiceConfig { ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", HttpClientFactory = trusting });

            Assert.Equal("https", simulator.Endpoint.Scheme);
            Assert.Equal(account.AccountId, (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Account);
        }

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task What_cannot_start_says_why() =>
        Assert.Contains(
            "'/no/such/world.json' cannot be read",
            (await Assert.ThrowsAsync<StartupException>(() => StsSimulator.StartAsync(new StsSimulatorOptions { WorldFile = "/no/such/world.json" }, Cancel))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task An_account_outlives_its_simulator_without_harm()
    {
        StsSimulator simulator = await StsSimulator.StartAsync(cancellationToken: Cancel);
        LeasedAccount account = await simulator.LeaseAccountAsync(cancellationToken: Cancel);
        await simulator.DisposeAsync();
        await simulator.DisposeAsync();

        await account.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => account.GetQuotasAsync(Cancel));
    }
}
