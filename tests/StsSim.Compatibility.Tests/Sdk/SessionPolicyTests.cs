using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Sdk;

/// <summary>Session policies and tags: what they add to the packed size, and when they are refused.</summary>
public sealed class SessionPolicyTests(SharedSimulator simulator) : IDisposable
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    private readonly AmazonSecurityTokenServiceClient _alice = SdkClient.Create(simulator.Endpoint, TestWorld.Alice);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _alice.Dispose();

    [Fact]
    public async Task Policy_arns_and_tags_each_add_to_the_packed_size()
    {
        int policy = await PackedSizeAsync(request => request.Policy = Policy);
        int spaced = await PackedSizeAsync(request => request.Policy = Policy.Replace(",", " ,\n ", StringComparison.Ordinal));
        int arns = await PackedSizeAsync(request => request.PolicyArns =
        [
            new PolicyDescriptorType { Arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" },
            new PolicyDescriptorType { Arn = TestWorld.PolicyArn },
        ]);
        int tags = await PackedSizeAsync(request => request.Tags = [new Tag { Key = "Team", Value = new string('r', 200) }]);
        int both = await PackedSizeAsync(request =>
        {
            request.Policy = Policy;
            request.Tags = [new Tag { Key = "Team", Value = new string('r', 200) }];
        });

        Assert.InRange(policy, 1, 8);
        Assert.Equal(policy, spaced);
        Assert.InRange(arns, 1, 10);
        Assert.InRange(tags, 1, 20);
        Assert.Equal(policy + tags, both);
    }

    [Fact]
    public async Task A_tag_may_be_empty_and_in_any_script()
    {
        int size = await PackedSizeAsync(request => request.Tags =
            [new Tag { Key = "Größe", Value = "" }, new Tag { Key = "名前 x", Value = "a_.:/=+-@b" }]);
        Assert.InRange(size, 1, 5);
    }

    [Fact]
    public async Task What_is_no_json_is_a_MalformedPolicyDocumentException()
    {
        var request = new GetFederationTokenRequest("Bob") { Policy = "not json" };
        var refusal = await Assert.ThrowsAsync<MalformedPolicyDocumentException>(() => _alice.GetFederationTokenAsync(request, Cancel));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "MalformedPolicyDocument", "The policy is not in the valid JSON format."),
            (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Statement":[{"Effect":"Perhaps","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Colour":"red"}]}""")]
    public async Task Json_that_is_no_policy_is_a_MalformedPolicyDocumentException(string policy)
    {
        var request = new GetFederationTokenRequest("Bob") { Policy = policy };
        var refusal = await Assert.ThrowsAsync<MalformedPolicyDocumentException>(() => _alice.GetFederationTokenAsync(request, Cancel));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "MalformedPolicyDocument", "Syntax errors in policy."),
            (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task Tags_beyond_the_budget_are_a_PackedPolicyTooLargeException()
    {
        List<Tag> tags = [.. Enumerable.Range(0, 9).Select(i => new Tag { Key = $"Key{i}", Value = new string('v', 256) })];
        var request = new GetFederationTokenRequest("Bob") { Tags = tags };
        var refusal = await Assert.ThrowsAsync<PackedPolicyTooLargeException>(() => _alice.GetFederationTokenAsync(request, Cancel));
        Assert.Equal((HttpStatusCode.BadRequest, "PackedPolicyTooLarge"), (refusal.StatusCode, refusal.ErrorCode));
        Assert.Matches(@"^Packed size of session tags consumes 1\d\d% of allotted space\.$", refusal.Message);
    }

    [Fact]
    public async Task Policies_beyond_the_budget_are_a_PackedPolicyTooLargeException()
    {
        string arn = "arn:aws:iam::aws:policy/" + new string('p', 300);
        var request = new GetFederationTokenRequest("Bob")
        {
            PolicyArns = [.. Enumerable.Range(0, 10).Select(i => new PolicyDescriptorType { Arn = $"{arn}{i}" })],
        };
        var refusal = await Assert.ThrowsAsync<PackedPolicyTooLargeException>(() => _alice.GetFederationTokenAsync(request, Cancel));
        Assert.Equal((HttpStatusCode.BadRequest, "PackedPolicyTooLarge"), (refusal.StatusCode, refusal.ErrorCode));
        Assert.Matches(@"^Packed policy consumes 1\d\d% of allotted space, please use smaller policy\.$", refusal.Message);
    }

    [Theory]
    [InlineData("Team", "TEAM", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")]
    [InlineData("Team", "AWS:owner", "Tag keys beginning with 'aws:' are reserved for AWS use.")]
    public async Task Tag_keys_are_unique_and_not_awss_own(string first, string second, string message)
    {
        var request = new GetFederationTokenRequest("Bob")
        {
            Tags = [new Tag { Key = first, Value = "1" }, new Tag { Key = second, Value = "2" }],
        };
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => _alice.GetFederationTokenAsync(request, Cancel));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "InvalidParameterValue", message), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:policy/NoSuchPolicy")]
    [InlineData("arn:aws:iam::210987654321:policy/shared/ReadOnly")]
    [InlineData("nothing-valid-in-here")]
    public async Task A_policy_arn_names_a_policy_that_exists(string arn)
    {
        var request = new GetFederationTokenRequest("Bob") { PolicyArns = [new PolicyDescriptorType { Arn = arn }] };
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => _alice.GetFederationTokenAsync(request, Cancel));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "ValidationError", $"{arn} is invalid"), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    private async Task<int> PackedSizeAsync(Action<GetFederationTokenRequest> with)
    {
        var request = new GetFederationTokenRequest("Bob");
        with(request);
        return (await _alice.GetFederationTokenAsync(request, Cancel)).PackedSize();
    }
}
