using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Sdk;

public sealed class GetSessionTokenTests(SharedSimulator simulator) : IDisposable
{
    private readonly AmazonSecurityTokenServiceClient _alice = SdkClient.Create(simulator.Endpoint, TestWorld.Alice);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _alice.Dispose();

    [Fact]
    public async Task Its_credentials_are_the_user_itself()
    {
        GetCallerIdentityResponse user = await _alice.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
        GetSessionTokenResponse issued = await _alice.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel);
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, issued.Credentials.AsKey());

        GetCallerIdentityResponse identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);

        Assert.StartsWith("ASIARZPUZDI", issued.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal("arn:aws:iam::123456789012:user/team/red/alice", identity.Arn);
        Assert.Equal((user.Arn, user.UserId, user.Account), (identity.Arn, identity.UserId, identity.Account));
    }

    [Theory]
    [InlineData(null, 43_200)]
    [InlineData(900, 900)]
    [InlineData(129_600, 129_600)]
    public async Task A_session_lasts_as_long_as_asked_or_twelve_hours(int? seconds, int expected)
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        GetSessionTokenResponse issued = await _alice.GetSessionTokenAsync(new GetSessionTokenRequest { DurationSeconds = seconds }, Cancel);
        DateTimeOffset after = TimeProvider.System.GetUtcNow();

        DateTimeOffset expiration = issued.Credentials.Expiration!.Value.ToUniversalTime();
        Assert.InRange(expiration, before.AddSeconds(expected - 1), after.AddSeconds(expected));
    }

    [Fact]
    public async Task A_session_cannot_make_sessions()
    {
        GetSessionTokenResponse issued = await _alice.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel);
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, issued.Credentials.AsKey());

        var federation = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => session.GetFederationTokenAsync(new GetFederationTokenRequest("Bob"), Cancel));
        var again = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => session.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel));

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (federation.StatusCode, federation.ErrorCode));
        Assert.Equal("Cannot call GetFederationToken with session credentials", federation.Message);
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (again.StatusCode, again.ErrorCode));
        Assert.Equal("Cannot call GetSessionToken with session credentials", again.Message);
    }

    [Fact]
    public async Task A_session_may_not_ask_for_the_owner_of_a_key()
    {
        GetSessionTokenResponse issued = await _alice.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel);
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, issued.Credentials.AsKey());

        var request = new GetAccessKeyInfoRequest { AccessKeyId = TestWorld.Alice.AccessKeyId };
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => session.GetAccessKeyInfoAsync(request, Cancel));

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (refusal.StatusCode, refusal.ErrorCode));
        Assert.Equal(
            "User: arn:aws:iam::123456789012:user/team/red/alice is not authorized to perform: sts:GetAccessKeyInfo on resource: *",
            refusal.Message);
    }

    [Fact]
    public async Task No_permission_is_needed_and_no_deny_forbids_it()
    {
        foreach (Wire.ClientKey key in new[] { TestWorld.Bob, TestWorld.Carol })
        {
            using AmazonSecurityTokenServiceClient client = SdkClient.Create(simulator.Endpoint, key);
            GetSessionTokenResponse issued = await client.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel);
            Assert.Equal(HttpStatusCode.OK, issued.HttpStatusCode);
        }
    }

    [Theory]
    [InlineData("GAHT12345678", null, "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.")]
    [InlineData(null, "123456", "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.")]
    [InlineData(
        "GAHT12345678",
        "123456",
        "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.")]
    public async Task An_mfa_device_the_user_does_not_have_is_refused(string? serial, string? code, string message)
    {
        var request = new GetSessionTokenRequest { SerialNumber = serial, TokenCode = code };
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => _alice.GetSessionTokenAsync(request, Cancel));
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied", message), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }
}
