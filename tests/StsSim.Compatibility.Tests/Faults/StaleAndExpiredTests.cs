using System.Xml.Linq;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>Sessions that end early, keys that are not known yet, and Regions and clients that are worse off than others.</summary>
public sealed class StaleAndExpiredTests(WoundFaultSimulator simulator) : IClassFixture<WoundFaultSimulator>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await simulator.BehaveAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("false", 900)]
    [InlineData("true", 5)]
    public async Task Sessions_issued_under_the_rule_end_early_and_are_told_so_or_not(string announced, int told)
    {
        await simulator.PutEffectAsync($$"""{ "type": "expireSessions", "afterSeconds": 5, "announced": {{announced}} }""");
        WireAnswer issued = await simulator.CallAsync(TestWorld.Alice, "GetSessionToken", "DurationSeconds=900");
        Assert.Equal(simulator.Now.AddSeconds(told), issued.Expiration);
        await simulator.BehaveAsync(); // what was issued stays what it is

        simulator.Clock.Advance(TimeSpan.FromSeconds(4));
        (await simulator.CallAsync(issued.Credentials(), "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        simulator.Clock.Advance(TimeSpan.FromSeconds(2));
        (await simulator.CallAsync(issued.Credentials(), "GetCallerIdentity")).IsRefusal(403, "ExpiredToken", "The security token included in the request is expired");
    }

    [Fact]
    public async Task Sessions_from_before_the_rule_are_expired_while_it_holds()
    {
        ClientKey session = (await simulator.CallAsync(TestWorld.Alice, "GetSessionToken", "DurationSeconds=900")).Credentials();
        simulator.Clock.Advance(TimeSpan.FromSeconds(10));
        await simulator.PutEffectAsync("""{ "type": "expireSessions", "afterSeconds": 11 }""");
        Assert.Equal(200, (await simulator.CallAsync(session, "GetCallerIdentity")).Status);
        Assert.Equal((0, 0), await simulator.CountsAsync()); // there is nothing it could do yet
        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ExpiredToken", (await simulator.CallAsync(session, "GetCallerIdentity")).Code);
        Assert.Equal(200, (await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity")).Status);

        await simulator.BehaveAsync();
        Assert.Equal(200, (await simulator.CallAsync(session, "GetCallerIdentity")).Status);
    }

    [Fact]
    public async Task A_longer_end_than_the_sessions_own_changes_nothing()
    {
        await simulator.PutEffectAsync("""{ "type": "expireSessions", "afterSeconds": 5000, "announced": true }""");
        Assert.Equal(simulator.Now.AddSeconds(900), (await simulator.CallAsync(TestWorld.Alice, "GetSessionToken", "DurationSeconds=900")).Expiration);
    }

    [Fact]
    public async Task A_new_key_is_not_known_for_a_while_and_then_it_is()
    {
        await simulator.PutFaultAsync("fault", """{ "preset": "new-keys-unknown" }""");
        WireAnswer created = await simulator.SendAsync(new StsRequest(TestWorld.Alice, "Action=CreateAccessKey&Version=2010-05-08&UserName=alice") { Service = "iam", SignedAt = simulator.Now });
        Assert.True(created.Status == 200, created.Body);
        XNamespace iam = "https://iam.amazonaws.com/doc/2010-05-08/";
        string Member(string name) => XElement.Parse(created.Body).Descendants(iam + name).Single().Value;
        var key = new ClientKey(Member("AccessKeyId"), Member("SecretAccessKey"));

        (await simulator.CallAsync(key, "GetCallerIdentity")).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        simulator.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("InvalidClientTokenId", (await simulator.CallAsync(key, "GetCallerIdentity")).Code);
        Assert.Equal(200, (await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity")).Status); // as old as the world
        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        (await simulator.CallAsync(key, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        Assert.Equal((2, 2), await simulator.CountsAsync());
    }

    [Fact]
    public async Task A_new_session_is_not_known_for_a_while_and_then_it_is()
    {
        await simulator.PutEffectAsync("""{ "type": "unknownKeys", "forSeconds": 10 }""");
        ClientKey session = (await simulator.CallAsync(TestWorld.Alice, "GetSessionToken", "DurationSeconds=900")).Credentials();
        (await simulator.CallAsync(session, "GetCallerIdentity")).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        simulator.Clock.Advance(TimeSpan.FromSeconds(10));
        (await simulator.CallAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
    }

    [Fact]
    public async Task The_clock_is_off_for_whom_the_rule_is()
    {
        await simulator.PutFaultAsync("fault", """{ "match": { "regions": ["eu-*"] }, "effect": { "type": "clockSkew", "seconds": 3600 } }""");
        WireAnswer refused = await simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { SignedAt = simulator.Now, Region = "eu-west-1" });
        Assert.Equal((403, "SignatureDoesNotMatch", simulator.Now.AddHours(1)), (refused.Status, refused.Code, WoundFaultSimulator.DateOf(refused)));
        WireAnswer ahead = await simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { SignedAt = simulator.Now.AddHours(1), Region = "eu-west-1" });
        ahead.IsSuccessOf("GetCallerIdentity");
        Assert.Equal(200, (await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity")).Status);
    }

    [Fact]
    public async Task One_Region_is_down_and_the_others_are_not()
    {
        await simulator.PutFaultAsync("fault", """{ "preset": "region-down" }""");
        StsRequest here = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { SignedAt = simulator.Now };
        Assert.Equal((0, AnswerEnd.Reset), await MeetAsync(here));
        (await simulator.SendAsync(here with { Region = "eu-west-1" })).IsSuccessOf("GetCallerIdentity");

        await simulator.PutFaultAsync("fault", """{ "preset": "region-down", "match": { "regions": ["eu-*", "ap-*"] } }""");
        (await simulator.SendAsync(here)).IsSuccessOf("GetCallerIdentity");
        Assert.Equal((0, AnswerEnd.Reset), await MeetAsync(here with { Region = "eu-west-1" }));

        async Task<(int, AnswerEnd)> MeetAsync(StsRequest request)
        {
            RawAnswer answer = await RawClient.SendAsync(simulator.Endpoint, request, AnswerEnd.Reset);
            return (answer.Bytes.Length, answer.End);
        }
    }

    [Fact]
    public async Task A_share_of_clients_is_out_of_luck_whatever_they_try()
    {
        await simulator.PutFaultAsync("fault", """{ "seed": 1, "probability": 0.4, "per": "client", "effect": { "type": "error", "code": "Throttling" } }""");
        int unlucky = 0;
        for (int client = 0; client < 60; client++)
        {
            int[] statuses = new int[3];
            for (int i = 0; i < statuses.Length; i++)
            {
                var headers = new Dictionary<string, string> { ["user-agent"] = $"client/{client}", ["amz-sdk-request"] = $"attempt={i + 1}; max=3" };
                statuses[i] = (await simulator.SendAsync(StsRequest.Of(TestWorld.Alice, i == 2 ? "GetSessionToken" : "GetCallerIdentity") with { SignedAt = simulator.Now, Headers = headers })).Status;
            }

            Assert.Single(statuses.Distinct());
            unlucky += statuses[0] == 400 ? 1 : 0;
        }

        Assert.InRange(unlucky, 12, 36);
    }
}
