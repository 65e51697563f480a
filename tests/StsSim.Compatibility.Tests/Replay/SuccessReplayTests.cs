using StsSim.Compatibility.Tests.Replay.Clients;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay;

/// <summary>Requests as the clients write them are served, and answered so that their parsers take it.</summary>
[Collection(nameof(ReplayedClients))]
public sealed class SuccessReplayTests(ReplaySimulator simulator)
{
    public static TheoryData<string, string> Cases => [.. RecordedCase.All.Where(recorded => !recorded.IsRefused).Select(recorded => (recorded.Client, recorded.Name))];

    public static TheoryData<string, string> CallerIdentities =>
        [.. RecordedCase.All.Where(recorded => recorded.Operation == "GetCallerIdentity").Select(recorded => (recorded.Client, recorded.Name))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_recorded_request_is_answered_as_its_client_expects(string client, string name)
    {
        RecordedCase recorded = RecordedCase.Of(client, name);

        WireAnswer answer = await simulator.SendAsync(recorded, ReplaySimulator.Key);
        Assert.True(answer.Status == 200, answer.Body);
        ParsedResult result = AnswerParsers.Of(client).ReadResult(recorded.Operation, answer);

        Assert.All(recorded.Members, expected => Assert.Equal(expected.Text, result.Members.GetValueOrDefault(expected.Path)));
        Assert.All(recorded.Expected("present"), path => Assert.Contains(path, result.Members.Keys));
        Assert.All(recorded.Expected("absent"), path => Assert.DoesNotContain(path, result.Members.Keys));
        Assert.Equal(recorded.LifetimeSeconds, (result.Expiration - simulator.Clock.GetUtcNow())?.TotalSeconds);
        Assert.True(result.RequestId is null || result.RequestId == answer.Headers["x-amzn-RequestId"]);
        if (recorded.LifetimeSeconds is not null)
        {
            await AcceptsAsync(result);
        }
    }

    [Theory]
    [MemberData(nameof(CallerIdentities))]
    public async Task The_session_token_is_taken_where_the_client_writes_it(string client, string name)
    {
        ClientKey session = await simulator.FederateAsync("Token");
        WireAnswer answer = await simulator.SendAsync(RecordedCase.Of(client, name), session);
        Assert.True(answer.Status == 200, answer.Body);

        ParsedResult result = AnswerParsers.Of(client).ReadResult("GetCallerIdentity", answer);
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Token", result.Members["Arn"]);
    }

    [Fact]
    public void Every_client_has_its_cases()
    {
        Assert.Equal(AnswerParsers.Clients.Order(), RecordedCase.All.Select(recorded => recorded.Client).Distinct().Order());
        foreach (string client in (string[])["aws-sdk-rust", "rusoto", "aws-sdk-java-v1", "aws-sdk-android", "amazonka"])
        {
            Assert.Superset(
                new HashSet<string>
                {
                    "GetCallerIdentity", "GetFederationToken", "GetSessionToken", "AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML",
                },
                RecordedCase.All.Where(recorded => recorded.Client == client).Select(recorded => recorded.Operation).ToHashSet());
        }
    }

    // The credentials survived the parser when one can sign with them.
    private async Task AcceptsAsync(ParsedResult result)
    {
        var key = new ClientKey(result.Members["Credentials.AccessKeyId"], result.Members["Credentials.SecretAccessKey"], result.Members["Credentials.SessionToken"]);
        WireAnswer answer = await simulator.SendAsync(RecordedCase.Of("rusoto", "GetCallerIdentity"), key);
        Assert.True(answer.Status == 200, answer.Body);
    }
}
