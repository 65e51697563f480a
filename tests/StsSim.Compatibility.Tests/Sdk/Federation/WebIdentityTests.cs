using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

public sealed class WebIdentityTests(FederationSimulator simulator) : IDisposable
{
    private static readonly string[] Project = ["Project"];
    private static readonly string[] X = ["x"];
    private static readonly string[] Password = ["pwd"];
    private static readonly string[] PasswordAndCode = ["pwd", "otp"];

    private readonly AmazonSecurityTokenServiceClient _sts = simulator.Anonymous();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _sts.Dispose();

    [Fact]
    public async Task A_token_is_exchanged_for_a_session_of_the_role()
    {
        AssumeRoleWithWebIdentityResponse response = await AssumeAsync("web", new { subject = "carol" });

        Assert.Equal("carol", response.SubjectFromWebIdentityToken);
        Assert.Equal("sts.amazonaws.com", response.Audience);
        Assert.Equal("arn:aws:iam::123456789012:oidc-provider/oidc.stssim.test", response.Provider);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/web/session", response.AssumedRoleUser.Arn);
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, response.Credentials.AsKey());
        Assert.Equal(response.AssumedRoleUser.Arn, (await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Arn);
    }

    [Fact]
    public async Task Tags_and_source_identity_come_from_claims_and_flow_on()
    {
        AssumeRoleWithWebIdentityResponse response = await AssumeAsync("web", new
        {
            subject = "carol",
            claims = new Dictionary<string, object>
            {
                ["https://aws.amazon.com/tags"] = new { principal_tags = new { Project = X }, transitive_tag_keys = Project },
                ["https://aws.amazon.com/source_identity"] = "carol@corp",
            },
        });
        Assert.Equal("carol@corp", response.SourceIdentity);

        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, response.Credentials.AsKey());
        var request = new AssumeRoleRequest { RoleArn = FederationWorld.RoleArn("chained"), RoleSessionName = "next" };
        Assert.Equal("carol@corp", (await session.AssumeRoleAsync(request, Cancel)).SourceIdentity);

        AssumeRoleWithWebIdentityResponse untagged = await AssumeAsync("web", new { subject = "carol" });
        using AmazonSecurityTokenServiceClient other = SdkClient.Create(simulator.Endpoint, untagged.Credentials.AsKey());
        await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => other.AssumeRoleAsync(request, Cancel));
    }

    [Theory]
    [InlineData("web-carol", "carol", null)]
    [InlineData("web-carol", "mallory", "denied")]
    [InlineData("no-such-role", "carol", "denied")]
    [InlineData("saml", "carol", "denied")]
    public async Task The_trust_policy_decides_and_does_not_say_why(string role, string subject, string? outcome)
    {
        if (outcome is null)
        {
            await AssumeAsync(role, new { subject });
            return;
        }

        IsDenied(await RefusedAsync(role, new { subject }));
    }

    [Fact]
    public async Task Conditions_see_the_methods_of_authentication()
    {
        await AssumeAsync("web-mfa", new { subject = "carol", claims = new { amr = PasswordAndCode } });
        IsDenied(await RefusedAsync("web-mfa", new { subject = "carol", claims = new { amr = Password } }));
        IsDenied(await RefusedAsync("web-mfa", new { subject = "carol" }));
    }

    [Fact]
    public async Task Tags_need_TagSession() => IsDenied(await RefusedAsync("web-untagged", new
    {
        subject = "carol",
        claims = new Dictionary<string, object> { ["https://aws.amazon.com/tags"] = new { principal_tags = new { A = X } } },
    }));

    [Theory]
    [InlineData("unknownKey", "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements")]
    [InlineData("wrongSignature", "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.")]
    [InlineData("none", "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.")]
    public async Task A_token_that_is_signed_wrongly_is_an_InvalidIdentityTokenException(string signWith, string message)
    {
        var refusal = await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => AssumeAsync("web", new { subject = "carol", signWith }));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidIdentityToken", message), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task What_is_no_token_for_this_account_is_an_InvalidIdentityTokenException()
    {
        var audience = await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => AssumeAsync("web", new { subject = "carol", audience = "other" }));
        Assert.Equal("Incorrect token audience", audience.Message);

        var provider = await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => AssumeAsync("web", new { subject = "carol", issuer = "https://elsewhere.example/" }));
        Assert.Equal("No OpenIDConnect provider found in your account for https://elsewhere.example/", provider.Message);

        var garbage = await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => _sts.AssumeRoleWithWebIdentityAsync(Request("web", "not a token"), Cancel));
        Assert.Equal("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)", garbage.Message);

        var unreachable = await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => AssumeAsync("web", new { subject = "carol", issuer = "https://unreachable.invalid" }));
        Assert.StartsWith("Couldn't retrieve verification key", unreachable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_an_ExpiredTokenException()
    {
        var expired = await Assert.ThrowsAsync<ExpiredTokenException>(
            () => AssumeAsync("web", new { subject = "carol", issuedSecondsAgo = 4000, expiresInSeconds = -400 }));
        Assert.Equal((HttpStatusCode.BadRequest, "ExpiredTokenException"), (expired.StatusCode, expired.ErrorCode));
        Assert.Matches(@"^Token expired: current date/time \d{10} must be before the expiration date/time \d{10}$", expired.Message);

        var old = await Assert.ThrowsAsync<ExpiredTokenException>(() => AssumeAsync("web", new { subject = "carol", issuedSecondsAgo = 441398 }));
        Assert.Matches(@"^Token too old: 4413\d\d$", old.Message);
    }

    [Theory]
    [InlineData(7200, null)]
    [InlineData(7201, "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")]
    public async Task The_role_limits_the_duration(int seconds, string? message)
    {
        AssumeRoleWithWebIdentityRequest request = Request("web", await simulator.TokenAsync(new { subject = "carol" }));
        request.DurationSeconds = seconds;
        if (message is null)
        {
            Assert.NotNull((await _sts.AssumeRoleWithWebIdentityAsync(request, Cancel)).Credentials);
            return;
        }

        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => _sts.AssumeRoleWithWebIdentityAsync(request, Cancel));
        Assert.Equal(("ValidationError", message), (refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task Access_tokens_of_Login_with_Amazon_are_verified_by_their_provider()
    {
        string good = await AccessTokenAsync("www.amazon.com", "app-1");
        AssumeRoleWithWebIdentityRequest request = Request("amazon", good);
        request.ProviderId = "www.amazon.com";
        AssumeRoleWithWebIdentityResponse response = await _sts.AssumeRoleWithWebIdentityAsync(request, Cancel);
        Assert.Equal(("www.amazon.com", "user-7", "app-1"), (response.Provider, response.SubjectFromWebIdentityToken, response.Audience));

        request.WebIdentityToken = await AccessTokenAsync("www.amazon.com", "app-2");
        IsDenied(await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => _sts.AssumeRoleWithWebIdentityAsync(request, Cancel)));

        request.WebIdentityToken = await AccessTokenAsync("graph.facebook.com", "app-1");
        var rejected = await Assert.ThrowsAsync<IDPRejectedClaimException>(() => _sts.AssumeRoleWithWebIdentityAsync(request, Cancel));
        Assert.Equal((HttpStatusCode.Forbidden, "IDPRejectedClaim"), (rejected.StatusCode, rejected.ErrorCode));

        request.WebIdentityToken = await simulator.TokenAsync(new { subject = "carol" });
        var jwt = await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => _sts.AssumeRoleWithWebIdentityAsync(request, Cancel));
        Assert.Equal("Provided Token is not a Login With Amazon token", jwt.Message);

        request.ProviderId = "accounts.google.com";
        IsDenied(await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => _sts.AssumeRoleWithWebIdentityAsync(request, Cancel)));
    }

    [Fact]
    public async Task Tokens_of_GetWebIdentityToken_are_for_others_than_STS()
    {
        using AmazonSecurityTokenServiceClient alice = SdkClient.Create(simulator.Endpoint, FederationWorld.Alice);
        GetWebIdentityTokenResponse outbound = await alice.GetWebIdentityTokenAsync(
            new GetWebIdentityTokenRequest { Audience = ["sts.amazonaws.com"], SigningAlgorithm = "RS256" }, Cancel);

        var refusal = await Assert.ThrowsAsync<InvalidIdentityTokenException>(
            () => _sts.AssumeRoleWithWebIdentityAsync(Request("web", outbound.WebIdentityToken), Cancel));
        Assert.StartsWith("No OpenIDConnect provider found in your account for https://", refusal.Message, StringComparison.Ordinal);
    }

    private static void IsDenied(AmazonSecurityTokenServiceException refusal) => Assert.Equal(
        (HttpStatusCode.Forbidden, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"),
        (refusal.StatusCode, refusal.ErrorCode, refusal.Message));

    private static AssumeRoleWithWebIdentityRequest Request(string role, string token) =>
        new() { RoleArn = FederationWorld.RoleArn(role), RoleSessionName = "session", WebIdentityToken = token };

    private async Task<string> AccessTokenAsync(string providerId, string appId) =>
        (await simulator.PostAsync("/_stssim/idp/oauth/token", new { providerId, appId, userId = "user-7" })).GetProperty("token").GetString()!;

    private async Task<AssumeRoleWithWebIdentityResponse> AssumeAsync(string role, object token) =>
        await _sts.AssumeRoleWithWebIdentityAsync(Request(role, await simulator.TokenAsync(token)), Cancel);

    private async Task<AmazonSecurityTokenServiceException> RefusedAsync(string role, object token) =>
        await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => AssumeAsync(role, token));
}
