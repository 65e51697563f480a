using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>The SDK for .NET without a word of an endpoint: it finds AWS's own names, and DNS says that they are here.</summary>
public sealed class EndpointsByNameTests(TlsSimulator simulator) : IClassFixture<TlsSimulator>
{
    private const string Me = "arn:aws:iam::123456789012:user/loadtest";

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-west-1")]
    [InlineData("mx-central-1")]
    [InlineData("us-gov-west-1")]
    [InlineData("cn-north-1")]
    public async Task A_Regions_endpoint(string region)
    {
        string arn = await WhoAmIAsync(new AmazonSecurityTokenServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) });

        Assert.Equal(Me[Me.IndexOf("::", StringComparison.Ordinal)..], arn[arn.IndexOf("::", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Endpoints_for_FIPS_and_dual_stack(bool isFips, bool isDualStack) => Assert.Equal(
        Me,
        await WhoAmIAsync(new AmazonSecurityTokenServiceConfig { RegionEndpoint = RegionEndpoint.USWest2, UseFIPSEndpoint = isFips, UseDualstackEndpoint = isDualStack }));

    [Fact]
    public async Task The_global_endpoint() => Assert.Equal(
        Me,
        await WhoAmIAsync(new AmazonSecurityTokenServiceConfig { ServiceURL = "https://sts.amazonaws.com", AuthenticationRegion = "us-east-1" }));

    // The signature is good; what is wrong is that it is for another Region than the name's.
    [Fact]
    public async Task The_name_says_which_Region_it_is()
    {
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => WhoAmIAsync(
            new AmazonSecurityTokenServiceConfig { ServiceURL = "https://sts.eu-west-1.amazonaws.com", AuthenticationRegion = "us-east-1" }));

        Assert.Equal(("SignatureDoesNotMatch", "Credential should be scoped to a valid region. "), (refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task A_name_that_is_not_AWSs_STS_is_not_this_server()
    {
        using var http = new HttpClient(TrustedAuthority.ClientOf(simulator.Authority, simulator.Endpoint.Port));

        HttpRequestException refusal = await Assert.ThrowsAsync<HttpRequestException>(
            () => http.GetAsync(new Uri("https://s3.us-east-1.amazonaws.com/health/live"), TestContext.Current.CancellationToken));
        Assert.Equal(HttpRequestError.SecureConnectionError, refusal.HttpRequestError);
    }

    private async Task<string> WhoAmIAsync(AmazonSecurityTokenServiceConfig config)
    {
        using var factory = new TrustingHttpClientFactory(TrustedAuthority.ClientOf(simulator.Authority, simulator.Endpoint.Port));
        config.HttpClientFactory = factory;
        config.IgnoreConfiguredEndpointUrls = true;
        config.MaxErrorRetry = 0;
        var key = new BasicAWSCredentials(ClientWorld.Administrator.AccessKeyId, ClientWorld.Administrator.SecretAccessKey);
        using var client = new AmazonSecurityTokenServiceClient(key, config);
        return (await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), TestContext.Current.CancellationToken)).Arn;
    }
}
