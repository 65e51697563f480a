using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>
/// Amazon's client for .NET under a clock that is off. What it has learnt of a clock it remembers by the address of the
/// service for as long as its process lives, so these have a simulator of their own.
/// </summary>
public sealed class SkewedClientTests(FaultSimulator simulator) : IClassFixture<FaultSimulator>
{
    [Fact]
    public async Task It_corrects_its_clock_by_the_answer_remembers_it_and_corrects_it_again()
    {
        Assert.InRange(await AttemptsAsync(skew: 3600), 2, 3);
        Assert.Equal(1, await AttemptsAsync(skew: 3600));
        Assert.InRange(await AttemptsAsync(skew: -3600), 2, 3);
    }

    private async Task<long> AttemptsAsync(int skew)
    {
        await simulator.PutFaultAsync("fault", $$"""{ "effect": { "type": "clockSkew", "seconds": {{skew}} } }""");
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(TestWorld.Alice.AccessKeyId, TestWorld.Alice.SecretAccessKey),
            new AmazonSecurityTokenServiceConfig
            {
                ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", RetryMode = RequestRetryMode.Standard, MaxErrorRetry = 2,
            });
        GetCallerIdentityResponse response = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), TestContext.Current.CancellationToken);
        Assert.Equal(TestWorld.AccountId, response.Account);
        return (await simulator.CountsAsync()).Fired;
    }
}
