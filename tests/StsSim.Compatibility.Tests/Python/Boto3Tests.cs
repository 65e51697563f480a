using System.Globalization;
using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>The same operations as Python programs see them.</summary>
public sealed class Boto3Tests(SharedSimulator simulator)
{
    [Fact]
    public async Task Tokens_and_what_their_credentials_say()
    {
        JsonElement[] answers = await CallAsync(
            TestWorld.Alice,
            """get_federation_token {"Name": "Bob", "DurationSeconds": 900, "Tags": [{"Key": "Team", "Value": "Red"}], "Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"}""",
            "as_session",
            "get_caller_identity",
            """get_federation_token {"Name": "Eve"}""");

        (JsonElement issued, JsonElement identity, JsonElement refusal) = (answers[0], answers[1], answers[2]);
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", Text(issued.GetProperty("FederatedUser"), "Arn"));
        Assert.Equal("123456789012:Bob", Text(issued.GetProperty("FederatedUser"), "FederatedUserId"));
        Assert.InRange(issued.GetProperty("PackedPolicySize").GetInt32(), 1, 100);
        Assert.StartsWith("ASIARZPUZDI", Text(issued.GetProperty("Credentials"), "AccessKeyId"), StringComparison.Ordinal);
        DateTimeOffset expiration = DateTimeOffset.Parse(Text(issued.GetProperty("Credentials"), "Expiration"), CultureInfo.InvariantCulture);
        Assert.InRange(expiration, TimeProvider.System.GetUtcNow().AddSeconds(700), TimeProvider.System.GetUtcNow().AddSeconds(900));
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", Text(identity, "Arn"));
        Assert.Equal("123456789012:Bob", Text(identity, "UserId"));
        Assert.Equal("123456789012", Text(identity, "Account"));
        IsError(refusal, 403, "AccessDenied", "Cannot call GetFederationToken with session credentials");
    }

    [Fact]
    public async Task A_users_own_session()
    {
        JsonElement[] answers = await CallAsync(
            TestWorld.Alice,
            "get_session_token",
            """get_access_key_info {"AccessKeyId": "ASIAY34FZKBOKMUTVV7A"}""");
        Assert.StartsWith("ASIARZPUZDI", Text(answers[0].GetProperty("Credentials"), "AccessKeyId"), StringComparison.Ordinal);
        Assert.Equal("609629065308", Text(answers[1], "Account"));
    }

    [Fact]
    public async Task Refusals_are_ClientErrors_with_their_codes()
    {
        JsonElement[] answers = await CallAsync(
            TestWorld.Bob,
            """get_federation_token {"Name": "Eve"}""",
            """get_federation_token {"Name": "no spaces"}""",
            """get_access_key_info {"AccessKeyId": "AKIARZPUZDIKALICE234"}""");
        Assert.All(answers, answer => Assert.NotEqual(Guid.Empty, Guid.Parse(Text(answer, "RequestId"))));
        Assert.Equal(["AccessDenied", "ValidationError", "AccessDenied"], answers.Select(answer => Text(answer, "Code")));

        JsonElement malformed = (await CallAsync(TestWorld.Alice, """get_federation_token {"Name": "Bob", "Policy": "x"}"""))[0];
        Assert.Equal("MalformedPolicyDocumentException", Text(malformed, "Exception"));
    }

    [Fact]
    public async Task A_wrong_secret_is_a_ClientError_SignatureDoesNotMatch()
    {
        JsonElement answer = (await CallAsync(TestWorld.Alice with { SecretAccessKey = "wrong" }, "get_caller_identity"))[0];
        IsError(
            answer,
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
            + "Consult the service documentation for details.");
    }

    private async Task<JsonElement[]> CallAsync(ClientKey key, params string[] steps) =>
        [.. (await ClientProgram.RunScriptAsync("call.py", key, simulator.Endpoint, steps)).EnumerateArray()];

    internal static void IsError(JsonElement answer, int status, string code, string message)
    {
        Assert.Equal((code, message), (Text(answer, "Code"), Text(answer, "Message")));
        Assert.Equal((status, "Sender"), (answer.GetProperty("Status").GetInt32(), Text(answer, "Type")));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
