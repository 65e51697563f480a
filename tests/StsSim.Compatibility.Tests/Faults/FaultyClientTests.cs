using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>Amazon's client for .NET, which makes three attempts, under faults: the simulator counts them.</summary>
public sealed class FaultyClientTests(FaultSimulator simulator) : IClassFixture<FaultSimulator>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await simulator.BehaveAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("Throttling", 400, 3)]
    [InlineData("ThrottlingException", 400, 3)]
    [InlineData("RequestLimitExceeded", 400, 3)]
    [InlineData("TooManyRequestsException", 429, 3)]
    [InlineData("SlowDown", 503, 3)]
    [InlineData("ServiceUnavailable", 503, 3)]
    [InlineData("InternalFailure", 500, 3)]
    [InlineData("ExpiredToken", 403, 1)]
    [InlineData("AccessDenied", 403, 1)]
    [InlineData("InvalidClientTokenId", 403, 1)]
    [InlineData("RegionDisabledException", 403, 1)]
    [InlineData("ValidationError", 400, 1)]
    public async Task An_error_is_retried_or_not_as_its_code_says(string code, int status, int attempts)
    {
        await simulator.PutEffectAsync($$"""{ "type": "error", "code": "{{code}}" }""");
        using AmazonSecurityTokenServiceClient sts = Client();

        var error = await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel));

        Assert.Equal((code, status), (error.ErrorCode, (int)error.StatusCode));
        Assert.Equal((attempts, attempts), await simulator.CountsAsync());
    }

    [Fact]
    public async Task An_error_names_the_account_it_is_about()
    {
        await simulator.PutFaultAsync("fault", """{ "preset": "region-disabled" }""");
        using AmazonSecurityTokenServiceClient sts = Client();
        var error = await Assert.ThrowsAsync<RegionDisabledException>(() => sts.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel));
        Assert.Contains($"account:{TestWorld.AccountId}.", error.Message, StringComparison.Ordinal);
        await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
    }

    [Theory]
    [InlineData("idp-unreachable", typeof(IDPCommunicationErrorException), 3)]
    [InlineData("jwks-unreachable", typeof(InvalidIdentityTokenException), 3)] // this client alone
    [InlineData("idp-rejects", typeof(IDPRejectedClaimException), 1)]
    public async Task Failures_of_an_identity_provider_are_retried_where_they_may_pass(string preset, Type exception, int attempts)
    {
        await simulator.PutFaultAsync("fault", $$"""{ "preset": "{{preset}}" }""");
        using var sts = new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), Settings());
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = FaultSimulator.WebRoleArn, RoleSessionName = "app", WebIdentityToken = await simulator.TokenAsync(new { subject = "carol" }),
        };

        await Assert.ThrowsAsync(exception, () => sts.AssumeRoleWithWebIdentityAsync(request, Cancel));

        Assert.Equal((attempts, attempts), await simulator.CountsAsync());
    }

    [Fact]
    public async Task Who_tries_a_third_time_succeeds_where_the_first_two_attempts_fail()
    {
        await simulator.PutFaultAsync("fault", """{ "match": { "attempts": [1, 2] }, "effect": { "type": "error", "code": "Throttling" } }""");
        using AmazonSecurityTokenServiceClient sts = Client();
        Assert.Equal(TestWorld.AccountId, (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Account);
        Assert.Equal((2, 2), await simulator.CountsAsync());

        using AmazonSecurityTokenServiceClient impatient = Client(maxErrorRetry: 1);
        await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => impatient.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel));
    }

    [Theory]
    [InlineData("""{ "type": "abort" }""")]
    [InlineData("""{ "type": "abort", "how": "close" }""")]
    [InlineData("""{ "type": "abort", "at": "midBody" }""")]
    [InlineData("""{ "type": "truncate", "contentLength": "whole" }""")]
    [InlineData("""{ "type": "garbage" }""")]
    [InlineData("""{ "type": "gatewayError" }""")]
    [InlineData("""{ "type": "gatewayError", "status": 503, "empty": true }""")]
    public async Task A_broken_connection_is_got_over_by_another_attempt(string effect)
    {
        await simulator.PutFaultAsync("fault", $$"""{ "match": { "attempts": [1] }, "effect": {{effect}} }""");
        using AmazonSecurityTokenServiceClient sts = Client();
        Assert.Equal(TestWorld.AccountId, (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Account);
        Assert.InRange((await simulator.CountsAsync()).Fired, 1, 20); // what breaks the first attempt may be sent again within it
    }

    [Theory]
    [InlineData("""{ "sdks": ["aws-sdk-dotnet*"] }""", 1)]
    [InlineData("""{ "userAgents": ["*lang/.NET_Core*"] }""", 1)]
    [InlineData("""{ "retryModes": ["standard"] }""", 1)]
    [InlineData("""{ "sources": ["127.0.0.1"], "regions": ["us-east-1"], "credentials": ["longTerm"] }""", 1)]
    [InlineData("""{ "sdks": ["boto3", "aws-sdk-js"] }""", 0)]
    [InlineData("""{ "sources": ["192.0.2.0/24"] }""", 0)]
    [InlineData("""{ "credentials": ["session"] }""", 0)]
    public async Task The_client_is_known_by_what_it_says(string match, int fired)
    {
        await simulator.PutFaultAsync("fault", $$"""{ "match": {{match}}, "effect": { "type": "error", "code": "AccessDenied" } }""");
        using AmazonSecurityTokenServiceClient sts = Client();
        Exception? error = await Record.ExceptionAsync(() => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel));
        Assert.Equal(fired, error is AmazonSecurityTokenServiceException { ErrorCode: "AccessDenied" } ? 1 : 0);
        Assert.Equal((fired, fired), await simulator.CountsAsync());
    }

    [Fact]
    public async Task The_attempts_of_an_invocation_are_struck_together_or_not_at_all()
    {
        await simulator.PutFaultAsync("fault", """{ "probability": 0.5, "per": "invocation", "effect": { "type": "error", "code": "Throttling" } }""");
        int failed = 0;
        using (AmazonSecurityTokenServiceClient sts = Client(maxErrorRetry: 1))
        {
            for (int i = 0; i < 12; i++)
            {
                try
                {
                    await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
                }
                catch (AmazonSecurityTokenServiceException e) when (e.ErrorCode == "Throttling")
                {
                    failed++;
                }
            }
        }

        Assert.Equal((12 + failed, 2 * failed), await simulator.CountsAsync()); // none was got over by its second attempt
    }

    // The client takes credentials for expired a minute before their end, and shorter ones it mixes up under its hands: it
    // signs with the key of one session and sends the token of the next. So these live for 64 seconds, and to it for four.
    [Fact]
    public async Task Credentials_of_compressed_sessions_are_refreshed_in_time()
    {
        await simulator.PutClockAsync("""{ "sessionTimeScale": 14.0625 }""");
        using AmazonSecurityTokenServiceClient sts = Client();
        var credentials = new RefreshingCredentials(sts);
        using var session = new AmazonSecurityTokenServiceClient(credentials, Settings());
        var keys = new HashSet<string>();
        while (keys.Count < 3)
        {
            keys.Add((await credentials.GetCredentialsAsync()).AccessKey);
            Assert.EndsWith("assumed-role/app/batch", (await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Arn, StringComparison.Ordinal);
            await Task.Delay(100, Cancel);
        }
    }

    private AmazonSecurityTokenServiceClient Client(int maxErrorRetry = 2) =>
        new(new BasicAWSCredentials(TestWorld.Alice.AccessKeyId, TestWorld.Alice.SecretAccessKey), Settings(maxErrorRetry));

    private AmazonSecurityTokenServiceConfig Settings(int maxErrorRetry = 2) => new()
    {
        ServiceURL = simulator.Endpoint.ToString(),
        AuthenticationRegion = "us-east-1",
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = maxErrorRetry,
        Timeout = TimeSpan.FromSeconds(30),
    };
}
