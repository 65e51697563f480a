using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

/// <summary>Every constraint of the service model that applies, in AWS's words; several violations in one message.</summary>
[Collection(nameof(HostileInput))]
public sealed class ValidationMessageTests(HostileSimulator simulator)
{
    private const string One = "1 validation error detected: ";
    private const string Failed = "failed to satisfy constraint: Member must ";
    private const string NamePattern = @"satisfy regular expression pattern: [\w+=,.@-]*";
    private const string PolicyPattern = @"satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+";
    private const string TagKeyPattern = @"satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+";
    private const string ArnPattern =
        @"satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+";

    [Theory]
    [InlineData("", $"{One}Value null at 'name' {Failed}not be null")]
    [InlineData("Name=B", $"{One}Value 'B' at 'name' {Failed}have length greater than or equal to 2")]
    [InlineData("Name=", $"{One}Value '' at 'name' {Failed}have length greater than or equal to 2")]
    [InlineData("Name=Bob%20Smith", $"{One}Value 'Bob Smith' at 'name' {Failed}{NamePattern}")]
    [InlineData("Name=B%C3%B6b", $"{One}Value 'Böb' at 'name' {Failed}{NamePattern}")]
    [InlineData("Name=Bob%0A", $"{One}Value 'Bob\n' at 'name' {Failed}{NamePattern}")]
    [InlineData(
        "Name=aaaaaaaaaabbbbbbbbbbccccccccccddd",
        $"{One}Value 'aaaaaaaaaabbbbbbbbbbccccccccccddd' at 'name' {Failed}have length less than or equal to 32")]
    [InlineData("Name=Bob&DurationSeconds=899", $"{One}Value '899' at 'durationSeconds' {Failed}have value greater than or equal to 900")]
    [InlineData("Name=Bob&DurationSeconds=0", $"{One}Value '0' at 'durationSeconds' {Failed}have value greater than or equal to 900")]
    [InlineData("Name=Bob&DurationSeconds=-1", $"{One}Value '-1' at 'durationSeconds' {Failed}have value greater than or equal to 900")]
    [InlineData("Name=Bob&DurationSeconds=129601", $"{One}Value '129601' at 'durationSeconds' {Failed}have value less than or equal to 129600")]
    [InlineData("Name=Bob&Policy=%E2%82%AC", $"{One}Value '€' at 'policy' {Failed}{PolicyPattern}")]
    [InlineData(
        "Name=Bob&Policy=",
        $"2 validation errors detected: Value '' at 'policy' {Failed}{PolicyPattern}; Value '' at 'policy' {Failed}have length greater than or equal to 1")]
    [InlineData("Name=Bob&PolicyArns.member.1.arn=arn", $"{One}Value 'arn' at 'policyArns.1.member.arn' {Failed}have length greater than or equal to 20")]
    [InlineData(
        "Name=Bob&PolicyArns.member.1.arn=arn%01aaaaaaaaaaaaaaaaaaaa",
        $"{One}Value 'arn\uFFFDaaaaaaaaaaaaaaaaaaaa' at 'policyArns.1.member.arn' {Failed}{ArnPattern}")]
    [InlineData("Name=Bob&Tags.member.1.Key=k", $"{One}Value null at 'tags.1.member.value' {Failed}not be null")]
    [InlineData("Name=Bob&Tags.member.1.Value=v", $"{One}Value null at 'tags.1.member.key' {Failed}not be null")]
    [InlineData("Name=Bob&Tags.member.1.Key=%23&Tags.member.1.Value=v", $"{One}Value '#' at 'tags.1.member.key' {Failed}{TagKeyPattern}")]
    public async Task GetFederationToken_names_what_its_model_forbids(string parameters, string message) =>
        await RefusesAsync("GetFederationToken", parameters, message);

    [Theory]
    [InlineData("DurationSeconds=899", $"{One}Value '899' at 'durationSeconds' {Failed}have value greater than or equal to 900")]
    [InlineData("DurationSeconds=129601", $"{One}Value '129601' at 'durationSeconds' {Failed}have value less than or equal to 129600")]
    [InlineData("SerialNumber=short&TokenCode=123456", $"{One}Value 'short' at 'serialNumber' {Failed}have length greater than or equal to 9")]
    [InlineData("SerialNumber=GAHT12345678&TokenCode=12345", $"{One}Value '12345' at 'tokenCode' {Failed}have length greater than or equal to 6")]
    [InlineData("SerialNumber=GAHT12345678&TokenCode=1234567", $"{One}Value '1234567' at 'tokenCode' {Failed}have length less than or equal to 6")]
    [InlineData(
        "DurationSeconds=1&SerialNumber=%23&TokenCode=abc",
        $"5 validation errors detected: Value '1' at 'durationSeconds' {Failed}have value greater than or equal to 900; "
        + $@"Value '#' at 'serialNumber' {Failed}satisfy regular expression pattern: [\w+=/:,.@-]*; "
        + $"Value '#' at 'serialNumber' {Failed}have length greater than or equal to 9; "
        + $@"Value 'abc' at 'tokenCode' {Failed}satisfy regular expression pattern: [\d]*; "
        + $"Value 'abc' at 'tokenCode' {Failed}have length greater than or equal to 6")]
    public async Task GetSessionToken_names_what_its_model_forbids(string parameters, string message) =>
        await RefusesAsync("GetSessionToken", parameters, message);

    [Theory]
    [InlineData("", $"{One}Value null at 'accessKeyId' {Failed}not be null")]
    [InlineData("AccessKeyId=AKIA", $"{One}Value 'AKIA' at 'accessKeyId' {Failed}have length greater than or equal to 16")]
    [InlineData(
        "AccessKeyId=AKIARZPUZDIK-ALICE",
        $@"{One}Value 'AKIARZPUZDIK-ALICE' at 'accessKeyId' {Failed}satisfy regular expression pattern: [\w]*")]
    public async Task GetAccessKeyInfo_names_what_its_model_forbids(string parameters, string message) =>
        await RefusesAsync("GetAccessKeyInfo", parameters, message);

    [Fact]
    public async Task Several_violations_stand_in_one_message_in_the_models_order() => await RefusesAsync(
        "GetFederationToken",
        "DurationSeconds=1&Policy=%E2%82%AC&Tags.member.1.Key=%23&Tags.member.1.Value=v&Name=%23",
        $"5 validation errors detected: Value '#' at 'name' {Failed}{NamePattern}; "
        + $"Value '#' at 'name' {Failed}have length greater than or equal to 2; "
        + $"Value '€' at 'policy' {Failed}{PolicyPattern}; "
        + $"Value '1' at 'durationSeconds' {Failed}have value greater than or equal to 900; "
        + $"Value '#' at 'tags.1.member.key' {Failed}{TagKeyPattern}");

    [Fact]
    public async Task A_policy_longer_than_2048_characters_is_quoted_whole()
    {
        string policy = new('p', 2049);
        await RefusesAsync(
            "GetFederationToken", $"Name=Bob&Policy={policy}", $"{One}Value '{policy}' at 'policy' {Failed}have length less than or equal to 2048");
    }

    [Fact]
    public async Task Tags_have_at_most_128_and_256_characters_and_are_at_most_50()
    {
        string key = new('k', 129);
        string value = new('v', 257);
        await RefusesAsync(
            "GetFederationToken",
            $"Name=Bob&Tags.member.1.Key={key}&Tags.member.1.Value={value}",
            $"2 validation errors detected: Value '{key}' at 'tags.1.member.key' {Failed}have length less than or equal to 128; "
            + $"Value '{value}' at 'tags.1.member.value' {Failed}have length less than or equal to 256");
        await RefusesAsync(
            "GetFederationToken",
            "Name=Bob" + string.Concat(Enumerable.Range(1, 51).Select(i => $"&Tags.member.{i}.Key=k{i}&Tags.member.{i}.Value=")),
            $"{One}Value at 'tags' {Failed}have length less than or equal to 50");
        await RefusesAsync(
            "GetFederationToken",
            "Name=Bob" + string.Concat(Enumerable.Range(1, 11).Select(i => $"&PolicyArns.member.{i}.arn=arn:aws:iam::aws:policy/P{i}")),
            $"{One}Value at 'policyArns' {Failed}have length less than or equal to 10");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("900.5")]
    [InlineData("9e2")]
    [InlineData("0x900")]
    [InlineData("99999999999999999999")]
    [InlineData("900%00")]
    [InlineData("%D9%A9%D9%A0%D9%A0")] // 900 in Arabic digits
    public async Task A_duration_that_is_no_number_is_400_MalformedInput(string value)
    {
        await simulator.RefusesAsync(
            StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name=Bob&DurationSeconds={value}"), 400, "MalformedInput", null);
        await simulator.RefusesAsync(
            StsRequest.Of(TestWorld.Alice, "GetSessionToken", $"DurationSeconds={value}"), 400, "MalformedInput", null);
    }

    [Fact]
    public async Task An_empty_list_is_as_good_as_none_and_gaps_are_accepted()
    {
        (await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob&Tags=&PolicyArns=")).IsSuccessOf("GetFederationToken");
        (await simulator.SendAsync(
            TestWorld.Alice,
            "GetFederationToken",
            "Name=Bob&Tags.member.7.Key=a&Tags.member.7.Value=&Tags.member.3.Key=b&Tags.member.3.Value=x+y")).IsSuccessOf("GetFederationToken");
    }

    private Task RefusesAsync(string action, string parameters, string message) =>
        simulator.RefusesAsync(StsRequest.Of(TestWorld.Alice, action, parameters), 400, "ValidationError", message);
}
