using System.Text.Json;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

public sealed class DecodeAuthorizationMessageTests(FederationSimulator simulator) : IDisposable
{
    private readonly AmazonSecurityTokenServiceClient _alice = SdkClient.Create(simulator.Endpoint, FederationWorld.Alice);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _alice.Dispose();

    [Fact]
    public async Task A_denial_of_STS_brings_its_message_along()
    {
        WireAnswer denial = await simulator.SendAsync(FederationWorld.Bob, "GetAccessKeyInfo", "AccessKeyId=AKIARZPUZDIKGB2VALC4");
        Assert.Equal("AccessDenied", denial.Code);

        JsonElement decoded = await DecodeAsync(denial.Headers["x-stssim-encoded-authorization-message"]);

        Assert.False(decoded.GetProperty("allowed").GetBoolean());
        Assert.False(decoded.GetProperty("explicitDeny").GetBoolean());
        JsonElement context = decoded.GetProperty("context");
        Assert.Equal("bob", context.GetProperty("principal").GetProperty("name").GetString());
        Assert.Equal("arn:aws:iam::123456789012:user/bob", context.GetProperty("principal").GetProperty("arn").GetString());
        Assert.StartsWith("AIDA", context.GetProperty("principal").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("sts:GetAccessKeyInfo", context.GetProperty("action").GetString());
        Assert.Equal("*", context.GetProperty("resource").GetString());
        Assert.Contains(
            context.GetProperty("conditions").GetProperty("items").EnumerateArray(),
            item => item.GetProperty("key").GetString() == "aws:RequestedRegion"
                && item.GetProperty("values").GetProperty("items")[0].GetProperty("value").GetString() == "us-east-1");
    }

    [Fact]
    public async Task An_explicit_deny_names_its_statement()
    {
        JsonElement answer = await simulator.AuthorizeAsync(new { accessKeyId = FederationWorld.Bob.AccessKeyId, action = "s3:DeleteObject", resource = "arn:aws:s3:::b/k" });

        JsonElement decoded = await DecodeAsync(answer.GetProperty("encodedAuthorizationMessage").GetString()!);

        Assert.True(decoded.GetProperty("explicitDeny").GetBoolean());
        JsonElement statement = Assert.Single(decoded.GetProperty("matchedStatements").GetProperty("items").EnumerateArray());
        Assert.Equal("Keep", statement.GetProperty("statementId").GetString());
        Assert.Equal("DENY", statement.GetProperty("effect").GetString());
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("not a message")]
    public async Task What_is_no_message_is_an_InvalidAuthorizationMessageException(string message)
    {
        var refusal = await Assert.ThrowsAsync<InvalidAuthorizationMessageException>(() => DecodeAsync(message));

        Assert.Equal(
            (System.Net.HttpStatusCode.BadRequest, "InvalidAuthorizationMessageException", "Message is not valid"), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task A_changed_message_is_not_valid()
    {
        JsonElement answer = await simulator.AuthorizeAsync(new { accessKeyId = FederationWorld.Bob.AccessKeyId, action = "ec2:RunInstances", resource = "*" });
        string message = answer.GetProperty("encodedAuthorizationMessage").GetString()!;

        await Assert.ThrowsAsync<InvalidAuthorizationMessageException>(() => DecodeAsync(message[..^4] + (message.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA")));
    }

    private async Task<JsonElement> DecodeAsync(string message) => JsonElement.Parse(
        (await _alice.DecodeAuthorizationMessageAsync(new DecodeAuthorizationMessageRequest { EncodedMessage = message }, Cancel)).DecodedMessage);
}
