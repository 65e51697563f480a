using System.Text;
using System.Text.Json;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Protocol.Tests.Results;

public sealed class JsonResultWriterTests : IDisposable
{
    private static readonly Guid RequestId = new("89b682e5-ac18-4fac-a917-2155723ed59b");

    private readonly PooledBuffer _output = new(16);
    private readonly JsonResultWriter _writer;

    public JsonResultWriterTests()
    {
        _writer = new JsonResultWriter(_output);
    }

    private string Written => Encoding.UTF8.GetString(_output.WrittenSpan);

    public void Dispose() => _output.Dispose();

    [Fact]
    public void An_error_has_the_recorded_shape()
    {
        _writer.Error(new AwsError(403, "AccessDenied", "Roles may not be assumed by root accounts."), RequestId);
        Assert.Equal(
            """{"Error":{"Code":"AccessDenied","Message":"Roles may not be assumed by root accounts.","Type":"Sender"},"RequestId":"89b682e5-ac18-4fac-a917-2155723ed59b"}""",
            Written);
        Assert.Equal("application/json", _writer.ContentType);
    }

    [Fact]
    public void An_error_without_a_message_has_no_message_member()
    {
        _writer.Error(new AwsError(503, "ServiceUnavailable", null), RequestId);
        Assert.Equal(
            """{"Error":{"Code":"ServiceUnavailable","Type":"Receiver"},"RequestId":"89b682e5-ac18-4fac-a917-2155723ed59b"}""",
            Written);
    }

    [Fact]
    public void A_result_is_wrapped_and_followed_by_its_metadata()
    {
        _writer.BeginResult("GetCallerIdentity"u8);
        _writer.Member("Arn"u8, "arn:aws:iam::123456789012:user/Alice");
        _writer.Member("UserId"u8, "AIDAEXAMPLE");
        _writer.Member("Account"u8, "123456789012");
        _writer.EndResult("GetCallerIdentity"u8, RequestId);
        Assert.Equal(
            """{"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Arn":"arn:aws:iam::123456789012:user/Alice","UserId":"AIDAEXAMPLE","Account":"123456789012"},"ResponseMetadata":{"RequestId":"89b682e5-ac18-4fac-a917-2155723ed59b"}}}""",
            Written);
    }

    [Fact]
    public void A_map_is_an_object()
    {
        _writer.BeginResult("GetAccountSummary"u8);
        _writer.BeginMap("SummaryMap"u8);
        _writer.Entry("Users"u8, 3);
        _writer.Entry("Groups"u8, 0);
        _writer.EndMap("SummaryMap"u8);
        _writer.EndResult("GetAccountSummary"u8, RequestId);
        Assert.Contains("""{"SummaryMap":{"Users":3,"Groups":0}}""", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Structures_nest_and_numbers_are_numbers()
    {
        _writer.BeginResult("GetFederationToken"u8);
        _writer.BeginStructure("FederatedUser"u8);
        _writer.Member("Arn"u8, "arn:aws:sts::123456789012:federated-user/Bob");
        _writer.EndStructure("FederatedUser"u8);
        _writer.Member("PackedPolicySize"u8, 6);
        _writer.EndResult("GetFederationToken"u8, RequestId);

        using JsonDocument json = JsonDocument.Parse(Written);
        JsonElement result = json.RootElement.GetProperty("GetFederationTokenResponse").GetProperty("GetFederationTokenResult");
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", result.GetProperty("FederatedUser").GetProperty("Arn").GetString());
        Assert.Equal(6, result.GetProperty("PackedPolicySize").GetInt32());
    }

    [Theory]
    [InlineData(1_700_000_000L, "1.700000000E9")]
    [InlineData(1_620_256_928L, "1.620256928E9")]
    [InlineData(4_102_444_799L, "4.102444799E9")]
    [InlineData(0L, "0.000000000E0")]
    public void An_expiration_is_a_number_of_epoch_seconds(long seconds, string written)
    {
        _writer.BeginResult("GetSessionToken"u8);
        _writer.Member("Expiration"u8, DateTimeOffset.FromUnixTimeSeconds(seconds).AddMilliseconds(999));
        _writer.EndResult("GetSessionToken"u8, RequestId);

        Assert.Contains($"\"Expiration\":{written}}}", Written, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(Written);
        JsonElement expiration = json.RootElement.GetProperty("GetSessionTokenResponse").GetProperty("GetSessionTokenResult").GetProperty("Expiration");
        Assert.Equal(JsonValueKind.Number, expiration.ValueKind);
        Assert.Equal(seconds, (long)expiration.GetDouble());
    }

    [Fact]
    public void Any_text_keeps_the_document_well_formed()
    {
        var random = new Random(6);
        for (int round = 0; round < 300; round++)
        {
            char[] message = new char[random.Next(0, 120)];
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(0x80));
            }

            _output.Clear();
            new JsonResultWriter(_output).Error(new AwsError(400, "ValidationError", new string(message)), RequestId);

            using JsonDocument json = JsonDocument.Parse(Written);
            string expected = string.Concat(message.AsSpan().ToString().EnumerateRunes());
            Assert.Equal(expected, json.RootElement.GetProperty("Error").GetProperty("Message").GetString());
        }
    }

    // A short result never leaves the JSON writer's own memory; a long one does.
    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void An_error_may_follow_a_result_that_was_begun_and_thrown_away(int length)
    {
        _writer.BeginResult("GetFederationToken"u8);
        _writer.BeginStructure("Credentials"u8);
        _writer.Member("SessionToken"u8, new string('t', length));
        _output.Clear();
        _writer.Error(new AwsError(400, "Throttling", "Rate exceeded"), RequestId);

        Assert.Equal(
            """{"Error":{"Code":"Throttling","Message":"Rate exceeded","Type":"Sender"},"RequestId":"89b682e5-ac18-4fac-a917-2155723ed59b"}""",
            Written);
    }
}
