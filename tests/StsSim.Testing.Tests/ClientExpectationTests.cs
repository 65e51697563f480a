using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.Testing.Tests;

/// <summary>What a test can expect of its clients.</summary>
public sealed class ClientExpectationTests(SimulatorFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_clients_did_is_checked_and_told_where_it_is_not_as_expected()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        await account.PutFaultAsync(
            "busy", new FaultRule { Match = new FaultMatch { Attempts = [1] }, Effect = FaultEffect.Error("Throttling", amzRetryAfter: TimeSpan.FromMilliseconds(1)) }, Cancel);
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(account.Credentials.AccessKeyId, account.Credentials.SecretAccessKey),
            new AmazonSecurityTokenServiceConfig { ServiceURL = fixture.Simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", ClientAppId = "tested" });
        await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);

        CheckedExpectations expectations = await account.CheckClientsAsync(["""client("tested").amplification <= 1.2""", "succeeded == 1", "getCallerIdentityPerHour <= 1"], Cancel);

        Assert.False(expectations.Held);
        Assert.Equal([false, true, true], expectations.Expectations.Select(expectation => expectation.IsHeld));
        Assert.StartsWith("client(\"tested\").amplification <= 1.2: broken, amplification was 2 for tested: aws-sdk-dotnet", expectations.ToString(), StringComparison.Ordinal);
        Assert.True((await account.CheckClientsAsync(["amplification == 2"], Cancel)).Held);

        await account.ResetAsync(Cancel);
        Assert.False((await account.CheckClientsAsync(["requests >= 0"], Cancel)).Held); // nothing was seen since
    }

    [Fact]
    public async Task An_expectation_that_makes_no_sense_is_told_with_a_guess()
    {
        await using LeasedAccount account = await fixture.Simulator.LeaseAccountAsync(cancellationToken: Cancel);

        StsSimulatorException refused = await Assert.ThrowsAsync<StsSimulatorException>(() => account.CheckClientsAsync(["amplfication <= 1"], Cancel));

        Assert.Contains("did you mean amplification?", refused.Message, StringComparison.Ordinal);
    }
}
