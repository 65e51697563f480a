using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Federation.Saml;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

public sealed class SamlTests(FederationSimulator simulator) : IDisposable
{
    private readonly AmazonSecurityTokenServiceClient _sts = simulator.Anonymous();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _sts.Dispose();

    [Fact]
    public async Task An_assertion_is_exchanged_for_a_session_of_the_role()
    {
        AssumeRoleWithSAMLResponse response = await AssumeAsync("saml", new { roleArn = FederationWorld.RoleArn("saml"), sessionName = "carol@corp", nameId = "carol-7" });

        Assert.Equal("https://saml.stssim.test", response.Issuer);
        Assert.Equal("carol-7", response.Subject);
        Assert.Equal("persistent", response.SubjectType);
        Assert.Equal("https://signin.aws.amazon.com/saml", response.Audience);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/saml/carol@corp", response.AssumedRoleUser.Arn);
        Assert.Equal("WkVZxsR39zIhLGEcXQ1/mXvDH7s=", response.NameQualifier); // SHA-1 of https://saml.stssim.test123456789012/stssim
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, response.Credentials.AsKey());
        Assert.Equal(response.AssumedRoleUser.Arn, (await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Arn);
    }

    [Fact]
    public async Task Tags_and_source_identity_come_from_attributes()
    {
        var assertion = new { roleArn = FederationWorld.RoleArn("saml"), sessionName = "carol", tags = new { Project = "x" }, transitiveTagKeys = new[] { "Project" }, sourceIdentity = "carol@corp" };
        Assert.Equal("carol@corp", (await AssumeAsync("saml", assertion)).SourceIdentity);

        IsDenied(await RefusedAsync("saml-untagged", new { roleArn = FederationWorld.RoleArn("saml-untagged"), sessionName = "carol", tags = new { Project = "x" } }));
    }

    [Fact]
    public async Task The_session_ends_no_later_than_the_assertion_says()
    {
        DateTime soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1000);

        AssumeRoleWithSAMLResponse response = await AssumeAsync(
            "saml", new { roleArn = FederationWorld.RoleArn("saml"), sessionName = "carol", sessionExpiresInSeconds = 1000 });

        Assert.InRange(response.Credentials.Expiration!.Value.ToUniversalTime(), soon.AddSeconds(-5), soon.AddSeconds(60));
    }

    [Fact]
    public async Task A_provider_of_ones_own_is_known_by_its_metadata()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string ownArn = $"arn:aws:iam::{FederationWorld.AccountId}:saml-provider/own";
        string assertion = simulator.OwnIssuer.Mint(new AssertionRequest
        {
            Roles = [new SamlRole(FederationWorld.RoleArn("saml-own"), ownArn)],
            SessionName = "dave",
            NameId = "dave",
            IssuedAt = now,
            ExpiresAt = now.AddMinutes(5),
        });

        AssumeRoleWithSAMLRequest request = Request("saml-own", assertion);
        request.PrincipalArn = ownArn;
        Assert.Equal("https://idp.example/metadata", (await _sts.AssumeRoleWithSAMLAsync(request, Cancel)).Issuer);

        request.PrincipalArn = FederationWorld.SamlProviderArn;
        var foreign = await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => _sts.AssumeRoleWithSAMLAsync(request, Cancel));
        Assert.Equal("Issuer not present in specified provider", foreign.Message);
    }

    [Fact]
    public async Task Conditions_see_the_attributes()
    {
        string role = FederationWorld.RoleArn("saml-faculty");
        var faculty = new { roleArn = role, sessionName = "carol", attributes = new Dictionary<string, object> { ["urn:oid:1.3.6.1.4.1.5923.1.1.1.1"] = new[] { "member", "faculty" } } };

        await AssumeAsync("saml-faculty", faculty);
        IsDenied(await RefusedAsync("saml-faculty", new { roleArn = role, sessionName = "carol" }));
    }

    [Theory]
    [InlineData("unknownKey")]
    [InlineData("none")]
    [InlineData("tampered")]
    public async Task A_wrong_signature_is_an_InvalidIdentityTokenException(string signWith)
    {
        var refusal = await Assert.ThrowsAsync<InvalidIdentityTokenException>(
            () => AssumeAsync("saml", new { roleArn = FederationWorld.RoleArn("saml"), sessionName = "carol", signWith }));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidIdentityToken", "Response signature invalid"), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task An_assertion_is_good_for_five_minutes()
    {
        var refusal = await Assert.ThrowsAsync<ExpiredTokenException>(
            () => AssumeAsync("saml", new { roleArn = FederationWorld.RoleArn("saml"), sessionName = "carol", issuedSecondsAgo = 310 }));
        Assert.Equal(("ExpiredTokenException", "Token must be redeemed within 5 minutes of issuance"), (refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task What_an_assertion_lacks_is_said_in_awss_words()
    {
        string role = FederationWorld.RoleArn("saml");

        Assert.Equal("RoleSessionName is required in AuthnResponse", (await InvalidAsync(new { roleArn = role })).Message);
        Assert.Equal(
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}", (await InvalidAsync(new { roleArn = role, sessionName = "a b" })).Message);
        Assert.Equal(
            "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"",
            (await InvalidAsync(new { roleArn = role, sessionName = "carol", sourceIdentity = "aws:carol" })).Message);
        Assert.Equal("InvalidIdentityToken", (await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => _sts.AssumeRoleWithSAMLAsync(Request("saml", "bm8geG1s"), Cancel))).ErrorCode);

        AssumeRoleWithSAMLRequest unknown = Request("saml", await simulator.AssertionAsync(new { roleArn = role, sessionName = "carol" }));
        unknown.PrincipalArn = $"arn:aws:iam::{FederationWorld.AccountId}:saml-provider/nobody";
        Assert.Equal("Specified provider doesn't exist", (await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => _sts.AssumeRoleWithSAMLAsync(unknown, Cancel))).Message);
    }

    [Theory]
    [InlineData("web", "saml")] // trusts somebody else
    [InlineData("saml", "saml-untagged")] // trusts, and the assertion offers another role
    [InlineData("no-such-role", "no-such-role")]
    [InlineData("AWSReservedSSO_Admin_0123456789abcdef", "AWSReservedSSO_Admin_0123456789abcdef")]
    public async Task Who_is_not_let_in_hears_no_reason(string role, string offered) =>
        IsDenied(await RefusedAsync(role, new { roleArn = FederationWorld.RoleArn(offered), sessionName = "carol" }));

    [Fact]
    public async Task The_role_limits_the_duration()
    {
        AssumeRoleWithSAMLRequest request = Request("saml", await simulator.AssertionAsync(new { roleArn = FederationWorld.RoleArn("saml"), sessionName = "carol" }));
        request.DurationSeconds = 7201;

        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => _sts.AssumeRoleWithSAMLAsync(request, Cancel));
        Assert.Equal(("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."), (refusal.ErrorCode, refusal.Message));
    }

    private static void IsDenied(AmazonSecurityTokenServiceException refusal) => Assert.Equal(
        (HttpStatusCode.Forbidden, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithSAML"),
        (refusal.StatusCode, refusal.ErrorCode, refusal.Message));

    private static AssumeRoleWithSAMLRequest Request(string role, string assertion) =>
        new() { RoleArn = FederationWorld.RoleArn(role), PrincipalArn = FederationWorld.SamlProviderArn, SAMLAssertion = assertion };

    private Task<InvalidIdentityTokenException> InvalidAsync(object assertion) =>
        Assert.ThrowsAsync<InvalidIdentityTokenException>(() => AssumeAsync("saml", assertion));

    private async Task<AssumeRoleWithSAMLResponse> AssumeAsync(string role, object assertion) =>
        await _sts.AssumeRoleWithSAMLAsync(Request(role, await simulator.AssertionAsync(assertion)), Cancel);

    private async Task<AmazonSecurityTokenServiceException> RefusedAsync(string role, object assertion) =>
        await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => AssumeAsync(role, assertion));
}
