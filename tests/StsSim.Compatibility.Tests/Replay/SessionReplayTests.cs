using StsSim.Compatibility.Tests.Replay.Clients;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay;

/// <summary>Policies and tags arrive to the letter, however the client encodes them: the session may do exactly what they say.</summary>
[Collection(nameof(ReplayedClients))]
public sealed class SessionReplayTests(ReplaySimulator simulator)
{
    // What the cases of all clients carry.
    private static readonly (string Key, string Value)[] Tags = [("Cost Center", "a+b = c/d@e"), ("Gr\u00fcn", ""), ("\u8def", "\u65e5\u672c\u8a9e \u5024")];

    public static TheoryData<string, string> Tagged =>
    [
        .. RecordedCase.All.Where(recorded => recorded.Name is "GetFederationToken" or "AssumeRole").Select(recorded => (recorded.Client, recorded.Name)),
    ];

    public static TheoryData<string> Federating => [.. RecordedCase.All.Where(recorded => recorded.Name == "GetFederationToken").Select(recorded => recorded.Client)];

    [Theory]
    [MemberData(nameof(Federating))]
    public async Task The_session_policy_is_the_one_that_was_written(string client)
    {
        ParsedResult session = await IssueAsync(client, "GetFederationToken");
        Assert.Equal("allowed", await DecideAsync(session, "arn:aws:s3:::a~b/c+d%20e f/x"));
        Assert.Equal("allowed", await DecideAsync(session, "arn:aws:s3:::(g)!h'i@j,k;l=m&n$o#p?q|r/\u00fc"));

        foreach (string misread in (string[])["a~b/c d%20e f/x", "a~b/c+d e f/x", "a~b/c+d%20e+f/x", "a%7Eb/c+d%20e f/x", "(g)!h'i@j,k;l=m&n$o#p?q|r/\u00c3\u00bc"])
        {
            Assert.Equal("implicitDeny", await DecideAsync(session, $"arn:aws:s3:::{misread}"));
        }
    }

    [Theory]
    [MemberData(nameof(Tagged))]
    public async Task The_tags_are_those_that_were_written(string client, string name)
    {
        ParsedResult session = await IssueAsync(client, name);
        foreach ((string key, string value) in Tags)
        {
            Assert.Equal("allowed", await DecideAsync(session, "arn:aws:s3:::a~b/c+d%20e f/x", DenyUnless(key, value)));
            Assert.Equal("explicitDeny", await DecideAsync(session, "arn:aws:s3:::a~b/c+d%20e f/x", DenyUnless(key, value + "+")));
        }
    }

    private static object DenyUnless(string tag, string value) => new
    {
        Version = "2012-10-17",
        Statement = new
        {
            Effect = "Deny",
            Principal = "*",
            Action = "s3:*",
            Resource = "*",
            Condition = new { StringNotEquals = new Dictionary<string, string> { [$"aws:PrincipalTag/{tag}"] = value } },
        },
    };

    private async Task<ParsedResult> IssueAsync(string client, string name)
    {
        RecordedCase recorded = RecordedCase.Of(client, name);
        WireAnswer answer = await simulator.SendAsync(recorded, ReplaySimulator.Key);
        Assert.True(answer.Status == 200, answer.Body);
        return AnswerParsers.Of(client).ReadResult(recorded.Operation, answer);
    }

    private Task<string> DecideAsync(ParsedResult session, string resource, object? resourcePolicy = null) =>
        simulator.DecideAsync(session.Members["Credentials.SessionToken"], "s3:GetObject", resource, resourcePolicy);
}
