using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Sdk;

public sealed class GetFederationTokenTests(SharedSimulator simulator) : IDisposable
{
    private readonly AmazonSecurityTokenServiceClient _alice = SdkClient.Create(simulator.Endpoint, TestWorld.Alice);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _alice.Dispose();

    [Fact]
    public async Task Every_member_of_the_result_is_there()
    {
        GetFederationTokenResponse response = await _alice.GetFederationTokenAsync(new GetFederationTokenRequest("Bob"), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.NotEqual(Guid.Empty, Guid.Parse(response.ResponseMetadata.RequestId));
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", response.FederatedUser.Arn);
        Assert.Equal("123456789012:Bob", response.FederatedUser.FederatedUserId);
        Assert.Equal(0, response.PackedSize());
        Assert.Matches("^ASIARZPUZDI[A-Z2-7]{9}$", response.Credentials.AccessKeyId);
        Assert.Matches("^[A-Za-z0-9+/]{40}$", response.Credentials.SecretAccessKey);
        Assert.True(Convert.TryFromBase64String(response.Credentials.SessionToken, new byte[4096], out int length) && length > 100);
    }

    [Fact]
    public async Task Its_credentials_say_that_they_are_the_federated_user()
    {
        GetFederationTokenResponse issued = await _alice.GetFederationTokenAsync(new GetFederationTokenRequest("Bob"), Cancel);
        using AmazonSecurityTokenServiceClient federated = SdkClient.Create(simulator.Endpoint, issued.Credentials.AsKey());

        GetCallerIdentityResponse identity = await federated.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);

        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", identity.Arn);
        Assert.Equal("123456789012:Bob", identity.UserId);
        Assert.Equal("123456789012", identity.Account);
    }

    [Theory]
    [InlineData(null, 43_200)]
    [InlineData(900, 900)]
    [InlineData(3_600, 3_600)]
    [InlineData(129_600, 129_600)]
    public async Task A_session_lasts_as_long_as_asked_or_twelve_hours(int? seconds, int expected)
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        GetFederationTokenResponse issued = await _alice.GetFederationTokenAsync(
            new GetFederationTokenRequest("Bob") { DurationSeconds = seconds }, Cancel);
        DateTimeOffset after = TimeProvider.System.GetUtcNow();

        DateTimeOffset expiration = issued.Credentials.Expiration!.Value.ToUniversalTime();
        Assert.InRange(expiration, before.AddSeconds(expected - 1), after.AddSeconds(expected));
    }

    [Fact]
    public async Task The_same_name_has_any_number_of_sessions_at_once()
    {
        GetFederationTokenResponse first = await _alice.GetFederationTokenAsync(new GetFederationTokenRequest("Twin"), Cancel);
        GetFederationTokenResponse second = await _alice.GetFederationTokenAsync(new GetFederationTokenRequest("Twin"), Cancel);

        Assert.NotEqual(first.Credentials.AccessKeyId, second.Credentials.AccessKeyId);
        Assert.NotEqual(first.Credentials.SessionToken, second.Credentials.SessionToken);
        foreach (Credentials credentials in new[] { first.Credentials, second.Credentials })
        {
            using AmazonSecurityTokenServiceClient federated = SdkClient.Create(simulator.Endpoint, credentials.AsKey());
            Assert.Equal("123456789012:Twin", (await federated.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).UserId);
        }
    }

    [Theory]
    [InlineData("GetFederationToken", "Cannot call GetFederationToken with session credentials")]
    [InlineData("GetSessionToken", "Cannot call GetSessionToken with session credentials")]
    [InlineData(
        "GetAccessKeyInfo",
        "User: arn:aws:sts::123456789012:federated-user/Bob is not authorized to perform: sts:GetAccessKeyInfo on resource: *")]
    public async Task A_federated_user_may_only_ask_who_it_is(string operation, string message)
    {
        GetFederationTokenResponse issued = await _alice.GetFederationTokenAsync(new GetFederationTokenRequest("Bob"), Cancel);
        using AmazonSecurityTokenServiceClient federated = SdkClient.Create(simulator.Endpoint, issued.Credentials.AsKey());

        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => CallAsync(federated, operation));

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied", message), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task A_name_may_hold_every_character_of_the_pattern()
    {
        const string Name = "a_B9+=,.@-";
        GetFederationTokenResponse issued = await _alice.GetFederationTokenAsync(new GetFederationTokenRequest(Name), Cancel);
        Assert.Equal($"arn:aws:sts::123456789012:federated-user/{Name}", issued.FederatedUser.Arn);
        Assert.Equal($"123456789012:{Name}", issued.FederatedUser.FederatedUserId);

        FederatedUserLedger ledger = await simulator.LedgerOfAsync(Uri.EscapeDataString(Name));
        Assert.Equal(issued.FederatedUser.Arn, ledger.Arn);
        Assert.Equal(1, ledger.Issued);
    }

    private static Task CallAsync(AmazonSecurityTokenServiceClient client, string operation) => operation switch
    {
        "GetFederationToken" => client.GetFederationTokenAsync(new GetFederationTokenRequest("Eve"), Cancel),
        "GetSessionToken" => client.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel),
        _ => client.GetAccessKeyInfoAsync(new GetAccessKeyInfoRequest { AccessKeyId = TestWorld.Alice.AccessKeyId }, Cancel),
    };
}
