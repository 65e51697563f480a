using System.Globalization;
using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Json;

/// <summary>What STS answers to <c>Accept: application/json</c>.</summary>
public sealed class JsonAnswerTests(SharedSimulator simulator)
{
    [Fact]
    public async Task GetFederationToken_has_the_members_of_the_xml_and_a_number_for_Expiration()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        JsonElement result = await ResultAsync(
            StsRequest.Of(TestWorld.Alice, "GetFederationToken", "Name=Bob&DurationSeconds=900&Tags.member.1.Key=%C3%A4&Tags.member.1.Value=1"),
            "GetFederationToken");

        Assert.Equal(["Credentials", "FederatedUser", "PackedPolicySize"], result.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", result.GetProperty("FederatedUser").GetProperty("Arn").GetString());
        Assert.Equal("123456789012:Bob", result.GetProperty("FederatedUser").GetProperty("FederatedUserId").GetString());
        Assert.Equal(1, result.GetProperty("PackedPolicySize").GetInt32());
        HasCredentials(result.GetProperty("Credentials"), before.AddSeconds(900));
    }

    [Fact]
    public async Task GetSessionToken_has_credentials_alone()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        JsonElement result = await ResultAsync(StsRequest.Of(TestWorld.Alice, "GetSessionToken"), "GetSessionToken");
        Assert.Equal("Credentials", Assert.Single(result.EnumerateObject()).Name);
        HasCredentials(result.GetProperty("Credentials"), before.AddSeconds(43_200));
    }

    [Fact]
    public async Task GetCallerIdentity_and_GetAccessKeyInfo_are_texts()
    {
        JsonElement identity = await ResultAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity"), "GetCallerIdentity");
        Assert.Equal(["Account", "Arn", "UserId"], identity.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal("123456789012", identity.GetProperty("Account").GetString());

        JsonElement info = await ResultAsync(
            StsRequest.Of(TestWorld.Alice, "GetAccessKeyInfo", "AccessKeyId=ASIAQNZGKIQY56JQ7WML"), "GetAccessKeyInfo");
        Assert.Equal("029608264753", info.GetProperty("Account").GetString());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/html, application/json;q=0.9")]
    public async Task A_refusal_is_an_Error_beside_its_RequestId(string accept)
    {
        WireAnswer answer = await simulator.SendAsync(StsRequest.Of(TestWorld.Bob, "GetFederationToken", "Name=Eve") with { Accept = accept });

        Assert.Equal((403, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
        JsonElement root = JsonElement.Parse(answer.Body);
        Assert.Equal(["Error", "RequestId"], root.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(answer.Headers["x-amzn-RequestId"], root.GetProperty("RequestId").GetString());
        JsonElement error = root.GetProperty("Error");
        Assert.Equal(("AccessDenied", "Sender"), (error.GetProperty("Code").GetString(), error.GetProperty("Type").GetString()));
        Assert.StartsWith("User: arn:aws:iam::123456789012:user/bob is not", error.GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Action=Nothing&Version=2011-06-15", 400, "InvalidAction", "Could not find operation Nothing for version 2011-06-15")]
    [InlineData("Version=2011-06-15", 400, "MissingAction", "The request is missing an action or a required parameter.")]
    [InlineData("Action=%", 404, "MalformedQueryString", "The query string contains a syntax error.")]
    [InlineData("Action=%22%5C%0A%3C&Version=2011-06-15", 400, "InvalidAction", "Could not find operation \"\\\n< for version 2011-06-15")]
    [InlineData("Action=GetSessionToken&Version=2011-06-15&DurationSeconds=x", 400, "MalformedInput", null)]
    public async Task Refusals_of_the_protocol_are_json_too(string form, int status, string code, string? message)
    {
        WireAnswer answer = await simulator.SendAsync(new StsRequest(TestWorld.Alice, form) { Accept = "application/json" });
        JsonElement error = JsonElement.Parse(answer.Body).GetProperty("Error");
        Assert.Equal((status, code), (answer.Status, error.GetProperty("Code").GetString()));
        Assert.Equal(message, error.TryGetProperty("Message", out JsonElement text) ? text.GetString() : null);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("text/xml")]
    public async Task Anything_else_is_answered_with_xml(string accept)
    {
        WireAnswer answer = await simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { Accept = accept });
        answer.IsSuccessOf("GetCallerIdentity");
    }

    private async Task<JsonElement> ResultAsync(StsRequest request, string operation)
    {
        WireAnswer answer = await simulator.SendAsync(request with { Accept = "application/json" });
        Assert.Equal((200, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
        JsonProperty response = Assert.Single(JsonElement.Parse(answer.Body).EnumerateObject());
        Assert.Equal(operation + "Response", response.Name);
        Assert.Equal(
            answer.Headers["x-amzn-RequestId"], response.Value.GetProperty("ResponseMetadata").GetProperty("RequestId").GetString());
        return response.Value.GetProperty(operation + "Result");
    }

    private static void HasCredentials(JsonElement credentials, DateTimeOffset earliest)
    {
        Assert.StartsWith("ASIARZPUZDI", credentials.GetProperty("AccessKeyId").GetString(), StringComparison.Ordinal);
        Assert.Equal(40, credentials.GetProperty("SecretAccessKey").GetString()!.Length);
        Assert.True(credentials.GetProperty("SessionToken").GetString()!.Length > 100);
        double expiration = credentials.GetProperty("Expiration").GetDouble();
        Assert.Matches(@"^\d\.\d{9}E9$", credentials.GetProperty("Expiration").GetRawText());
        Assert.InRange(expiration, earliest.ToUnixTimeSeconds(), earliest.AddMinutes(1).ToUnixTimeSeconds());
        Assert.Equal(expiration, double.Parse(credentials.GetProperty("Expiration").GetRawText(), CultureInfo.InvariantCulture));
    }
}
