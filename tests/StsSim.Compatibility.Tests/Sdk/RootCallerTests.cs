using System.Globalization;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Sdk;

/// <summary>The root user needs no permission and gets an hour at most, without an error.</summary>
public sealed class RootCallerTests(SharedSimulator simulator) : IDisposable
{
    private readonly AmazonSecurityTokenServiceClient _root = SdkClient.Create(simulator.Endpoint, TestWorld.Root);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(null, 3_600)]
    [InlineData(900, 900)]
    [InlineData(3_600, 3_600)]
    [InlineData(3_601, 3_600)]
    [InlineData(129_600, 3_600)]
    public async Task A_session_lasts_an_hour_at_most(int? asked, int expected)
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        GetFederationTokenResponse federation = await _root.GetFederationTokenAsync(
            new GetFederationTokenRequest("Rooted") { DurationSeconds = asked }, Cancel);
        GetSessionTokenResponse session = await _root.GetSessionTokenAsync(new GetSessionTokenRequest { DurationSeconds = asked }, Cancel);
        DateTimeOffset after = TimeProvider.System.GetUtcNow();

        foreach (Credentials credentials in new[] { federation.Credentials, session.Credentials })
        {
            Assert.InRange(credentials.Expiration!.Value.ToUniversalTime(), before.AddSeconds(expected - 1), after.AddSeconds(expected));
        }
    }

    [Fact]
    public async Task Beyond_the_models_maximum_the_root_user_too_is_refused()
    {
        var request = new GetFederationTokenRequest("Rooted");
        request.DurationSeconds = int.Parse("129601", CultureInfo.InvariantCulture); // the SDK's analyzer knows the maximum, too
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => _root.GetFederationTokenAsync(request, Cancel));
        Assert.Equal("ValidationError", refusal.ErrorCode);
    }

    [Fact]
    public async Task A_session_of_the_root_user_is_the_root_user()
    {
        GetSessionTokenResponse issued = await _root.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel);
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, issued.Credentials.AsKey());
        GetCallerIdentityResponse identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
        Assert.Equal(("arn:aws:iam::123456789012:root", "123456789012"), (identity.Arn, identity.UserId));

        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => session.GetFederationTokenAsync(new GetFederationTokenRequest("Rooted"), Cancel));
        Assert.Equal("Cannot call GetFederationToken with session credentials", refusal.Message);
    }

    [Fact]
    public async Task A_user_federated_by_the_root_user_is_that_user()
    {
        GetFederationTokenResponse issued = await _root.GetFederationTokenAsync(
            new GetFederationTokenRequest("Rooted") { Tags = [new Tag { Key = "Team", Value = "Red" }] }, Cancel);
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, issued.Credentials.AsKey());
        GetCallerIdentityResponse identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
        Assert.Equal(("arn:aws:sts::123456789012:federated-user/Rooted", "123456789012:Rooted"), (identity.Arn, identity.UserId));
    }
}
