using System.Buffers.Text;
using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>A world, or an account, whose sessions age faster and whose clock is off.</summary>
public sealed class ClockTests(WoundFaultSimulator simulator) : IClassFixture<WoundFaultSimulator>, IAsyncLifetime
{
    private const double Hour = 3600;
    private const string Expired = "The security token included in the request is expired";

    public async ValueTask InitializeAsync() => await simulator.BehaveAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("GetSessionToken", "DurationSeconds=900")]
    [InlineData("GetFederationToken", "Name=Bobby&DurationSeconds=900")]
    [InlineData("AssumeRole", "RoleArn=arn:aws:iam::123456789012:role/app&RoleSessionName=run&DurationSeconds=900")]
    public async Task At_sixty_times_the_speed_900_seconds_are_15_and_Expiration_says_so(string action, string parameters)
    {
        await simulator.PutClockAsync("""{ "sessionTimeScale": 60 }""");
        WireAnswer issued = await simulator.CallAsync(TestWorld.Alice, action, parameters);
        Assert.Equal(simulator.Now.AddSeconds(15), issued.Expiration);

        simulator.Clock.Advance(TimeSpan.FromSeconds(14));
        (await simulator.CallAsync(issued.Credentials(), "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        simulator.Clock.Advance(TimeSpan.FromSeconds(2));
        (await simulator.CallAsync(issued.Credentials(), "GetCallerIdentity")).IsRefusal(403, "ExpiredToken", Expired);
    }

    [Fact]
    public async Task Federated_sessions_age_as_fast()
    {
        await simulator.PutClockAsync("""{ "sessionTimeScale": 60, "skewSeconds": 3600 }""");
        foreach (string call in new[] { "web", "saml" })
        {
            WireAnswer issued = call == "web" ? await ByTokenAsync(await simulator.TokenAsync(new { subject = "carol" })) : await ByAssertionAsync(await AssertionAsync());
            Assert.True(issued.Status == 200, issued.Body);
            Assert.Equal(simulator.Now.AddSeconds(15 + Hour), issued.Expiration);
            simulator.Clock.Advance(TimeSpan.FromSeconds(14));
            (await simulator.CallAsync(issued.Credentials(), "GetCallerIdentity", ahead: Hour)).IsSuccessOf("GetCallerIdentity");
            simulator.Clock.Advance(TimeSpan.FromSeconds(2));
            (await simulator.CallAsync(issued.Credentials(), "GetCallerIdentity", ahead: Hour)).IsRefusal(403, "ExpiredToken", Expired);
        }
    }

    // The service is lenient by some minutes about tokens, at whatever speed.
    [Theory]
    [InlineData("""{ "sessionTimeScale": 1, "skewSeconds": 0 }""", 900)]
    [InlineData("""{ "sessionTimeScale": 60, "skewSeconds": 3600 }""", 15)]
    [InlineData("""{ "sessionTimeScale": 0.5, "skewSeconds": -86400 }""", 1800)]
    public async Task Tokens_and_assertions_of_the_built_in_providers_end_in_step(string clock, int lifetime)
    {
        await simulator.PutClockAsync(clock);
        string token = await simulator.TokenAsync(new { subject = "carol", expiresInSeconds = 900 });
        JsonElement claims = ClaimsOf(token);
        Assert.Equal(lifetime, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal(200, (await ByTokenAsync(token)).Status);
        Assert.Equal(200, (await ByAssertionAsync(await AssertionAsync())).Status);

        simulator.Clock.Advance(TimeSpan.FromSeconds(lifetime) + TimeSpan.FromMinutes(6));
        Assert.Equal("ExpiredTokenException", (await ByTokenAsync(token)).Code);
    }

    [Fact]
    public async Task Outbound_tokens_end_in_step()
    {
        await simulator.PutClockAsync("""{ "sessionTimeScale": 60, "skewSeconds": 3600 }""");
        WireAnswer answer = await simulator.CallAsync(
            TestWorld.Alice, "GetWebIdentityToken", "Audience.member.1=a&SigningAlgorithm=RS256&DurationSeconds=600", ahead: Hour);
        JsonElement claims = ClaimsOf(answer.Member("WebIdentityToken"));
        Assert.Equal(simulator.Now.AddSeconds(Hour).ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(10, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal(claims.GetProperty("exp").GetInt64(), answer.Expiration.ToUnixTimeSeconds());

        WireAnswer session = await ByTokenAsync(await simulator.TokenAsync(new { subject = "carol" }));
        Assert.Equal("SessionDurationEscalationException", (await simulator.CallAsync(
            session.Credentials(), "GetWebIdentityToken", "Audience.member.1=a&SigningAlgorithm=RS256&DurationSeconds=1200", ahead: Hour)).Code);
        Assert.Equal(200, (await simulator.CallAsync(
            session.Credentials(), "GetWebIdentityToken", "Audience.member.1=a&SigningAlgorithm=RS256&DurationSeconds=600", ahead: Hour)).Status);
    }

    [Fact]
    public async Task No_session_is_shorter_than_a_second_and_slower_ones_live_longer()
    {
        await simulator.PutClockAsync("""{ "sessionTimeScale": 100000 }""");
        Assert.Equal(simulator.Now.AddSeconds(1), (await simulator.CallAsync(TestWorld.Alice, "GetSessionToken", "DurationSeconds=900")).Expiration);
        await simulator.PutClockAsync("""{ "sessionTimeScale": 0.5 }""");
        Assert.Equal(simulator.Now.AddSeconds(1800), (await simulator.CallAsync(TestWorld.Alice, "GetSessionToken", "DurationSeconds=900")).Expiration);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(901)]
    public async Task A_clock_that_is_off_refuses_signatures_of_the_right_time_and_its_Date_tells_why(double skew)
    {
        await simulator.PutClockAsync($$"""{ "skewSeconds": {{skew}} }""");
        WireAnswer refused = await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity");
        Assert.Equal((403, "SignatureDoesNotMatch", simulator.Now.AddSeconds(skew)), (refused.Status, refused.Code, WoundFaultSimulator.DateOf(refused)));

        WireAnswer accepted = await simulator.CallAsync(TestWorld.Alice, "GetSessionToken", "DurationSeconds=900", ahead: skew);
        Assert.Equal((simulator.Now.AddSeconds(skew), simulator.Now.AddSeconds(skew + 900)), (WoundFaultSimulator.DateOf(accepted), accepted.Expiration));
        simulator.Clock.Advance(TimeSpan.FromSeconds(899));
        (await simulator.CallAsync(accepted.Credentials(), "GetCallerIdentity", ahead: skew)).IsSuccessOf("GetCallerIdentity");
        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ExpiredToken", (await simulator.CallAsync(accepted.Credentials(), "GetCallerIdentity", ahead: skew)).Code);
    }

    [Theory]
    [InlineData(900)]
    [InlineData(-900)]
    public async Task A_quarter_of_an_hour_is_let_pass(double skew)
    {
        await simulator.PutClockAsync($$"""{ "skewSeconds": {{skew}} }""");
        (await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
    }

    // Clients take the time from any answer.
    [Theory]
    [InlineData("NoSuchAction")]
    [InlineData("")]
    public async Task Even_what_is_no_request_is_answered_at_the_worlds_time(string action)
    {
        await simulator.PutClockAsync("""{ "skewSeconds": 7200 }""");
        Assert.Equal(simulator.Now.AddSeconds(7200), WoundFaultSimulator.DateOf(await simulator.CallAsync(TestWorld.Alice, action)));
    }

    [Fact]
    public async Task A_lease_has_a_clock_of_its_own_until_it_is_taken_away()
    {
        (string scope, _, ClientKey key) = await simulator.LeaseAsync();
        await simulator.PutClockAsync("""{ "sessionTimeScale": 60, "skewSeconds": 3600 }""", scope);
        Assert.Equal(403, (await simulator.CallAsync(key, "GetCallerIdentity")).Status);
        Assert.Equal(simulator.Now.AddSeconds(15 + Hour), (await simulator.CallAsync(key, "GetFederationToken", "Name=Bobby&DurationSeconds=900", ahead: Hour)).Expiration);
        Assert.Equal(simulator.Now.AddSeconds(900), (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Bobby&DurationSeconds=900")).Expiration);

        await simulator.PutClockAsync("""{ "skewSeconds": -7200 }"""); // everybody's, and so nobody's who has an own
        Assert.Equal(200, (await simulator.CallAsync(key, "GetCallerIdentity", ahead: Hour)).Status);
        Assert.Equal(200, (await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity", ahead: -7200)).Status);

        await simulator.SucceedAsync(HttpMethod.Delete, $"{scope}/clock");
        Assert.Equal(-7200, (await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/clock")).GetProperty("skewSeconds").GetDouble());
        Assert.Equal(200, (await simulator.CallAsync(key, "GetCallerIdentity", ahead: -7200)).Status);
        await simulator.SucceedAsync(HttpMethod.Delete, scope);
    }

    [Fact]
    public async Task The_clock_tells_its_time()
    {
        JsonElement clock = await simulator.PutClockAsync("""{ "sessionTimeScale": 60, "skewSeconds": 90.5 }""");
        Assert.Equal((60, 90.5), (clock.GetProperty("sessionTimeScale").GetDouble(), clock.GetProperty("skewSeconds").GetDouble()));
        Assert.Equal(simulator.Now.AddSeconds(90.5), clock.GetProperty("now").GetDateTimeOffset());
        Assert.Equal(1, (await simulator.PutClockAsync("{}")).GetProperty("sessionTimeScale").GetDouble());
    }

    private Task<WireAnswer> ByTokenAsync(string token) => simulator.CallAsync(
        null, "AssumeRoleWithWebIdentity", $"RoleArn={FaultSimulator.WebRoleArn}&RoleSessionName=run&DurationSeconds=900&WebIdentityToken={token}");

    private Task<WireAnswer> ByAssertionAsync(string assertion) => simulator.CallAsync(
        null,
        "AssumeRoleWithSAML",
        $"RoleArn={FaultSimulator.SamlRoleArn}&PrincipalArn=arn:aws:iam::{TestWorld.AccountId}:saml-provider/stssim&DurationSeconds=900&SAMLAssertion={Uri.EscapeDataString(assertion)}");

    private Task<string> AssertionAsync() => simulator.AssertionAsync(new { roleArn = FaultSimulator.SamlRoleArn, sessionName = "carol" });

    private static JsonElement ClaimsOf(string token) => JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
}
