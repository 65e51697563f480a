using System.Globalization;
using StsSim.Compatibility.Tests.Replay.Clients;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay;

/// <summary>Refusals reach the caller of each client with their code, their message and their request id.</summary>
[Collection(nameof(ReplayedClients))]
public sealed class ErrorReplayTests(ReplaySimulator simulator)
{
    public static TheoryData<string, string> Refused => [.. RecordedCase.All.Where(recorded => recorded.IsRefused).Select(recorded => (recorded.Client, recorded.Name))];

    public static TheoryData<string> Clients =>
        [.. RecordedCase.All.Where(recorded => recorded.Name == "GetFederationToken").Select(recorded => recorded.Client)];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_recorded_request_is_refused_in_words_that_its_client_reads(string client, string name)
    {
        RecordedCase recorded = RecordedCase.Of(client, name);
        string[] refusal = recorded.Expected("refusal").Single().Split(' ');

        WireAnswer answer = await simulator.SendAsync(recorded, ReplaySimulator.Key);

        IsRefused(client, answer, int.Parse(refusal[0], CultureInfo.InvariantCulture), refusal[1], recorded.Expected("message").SingleOrDefault() ?? answer.Member("Message"));
    }

    [Theory]
    [InlineData("aws-sdk-rust")]
    [InlineData("rusoto")]
    [InlineData("aws-sdk-java-v1")]
    [InlineData("aws-sdk-android")]
    [InlineData("amazonka")]
    public async Task InvalidIdentityToken_is_read(string client)
    {
        WireAnswer answer = await simulator.SendAsync(
            RecordedCase.Of(client, "AssumeRoleWithWebIdentity"), ReplaySimulator.Key, KeyValuePair.Create("web-identity-token", "not.a.token"));
        IsRefused(client, answer, 400, "InvalidIdentityToken", answer.Member("Message"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task AccessDenied_is_read(string client)
    {
        ClientKey session = await simulator.FederateAsync("Denied");
        WireAnswer answer = await simulator.SendAsync(RecordedCase.Of(client, "GetFederationToken"), session);
        IsRefused(client, answer, 403, "AccessDenied", "Cannot call GetFederationToken with session credentials");
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task InvalidClientTokenId_is_read(string client)
    {
        WireAnswer answer = await simulator.SendAsync(RecordedCase.Of(client, "GetFederationToken"), ReplaySimulator.Key with { AccessKeyId = "AKIARZPUZDIKNOBODY22" });
        IsRefused(client, answer, 403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task SignatureDoesNotMatch_is_read(string client)
    {
        WireAnswer answer = await simulator.SendAsync(RecordedCase.Of(client, "GetFederationToken"), ReplaySimulator.Key with { SecretAccessKey = "wrong" });
        IsRefused(client, answer, 403, "SignatureDoesNotMatch", answer.Member("Message"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task ExpiredToken_is_read(string client)
    {
        ClientKey session = await simulator.FederateAsync("Expired");
        simulator.Clock.Advance(TimeSpan.FromSeconds(900));
        WireAnswer answer = await simulator.SendAsync(RecordedCase.Of(client, "GetCallerIdentity"), session);
        IsRefused(client, answer, 403, "ExpiredToken", "The security token included in the request is expired");
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Throttling_is_read_and_known_for_a_throttle(string client)
    {
        await simulator.SetQuotasAsync(1, 1);
        try
        {
            RecordedCase recorded = RecordedCase.Of(client, "GetFederationToken");
            WireAnswer answer;
            do
            {
                answer = await simulator.SendAsync(recorded, ReplaySimulator.Key);
            }
            while (answer.Status == 200);

            IsRefused(client, answer, 400, "Throttling", "Rate exceeded");
            Assert.True(AnswerParsers.Of(client).ReadError(answer).IsThrottling ?? true);
        }
        finally
        {
            await simulator.SetQuotasAsync(100_000, 100_000);
        }
    }

    private static void IsRefused(string client, WireAnswer answer, int status, string code, string message)
    {
        ParsedError error = AnswerParsers.Of(client).ReadError(answer);
        Assert.Equal((status, code, message), (answer.Status, error.Code, error.Message));
        Assert.Equal(answer.Headers["x-amzn-RequestId"], error.RequestId);
        Assert.True(error.Fault is null or "client");
    }
}
