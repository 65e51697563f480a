using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>Presigned GetCallerIdentity URLs made by botocore, in the form that EKS tokens have.</summary>
public sealed class PresignedUrlTests(SharedSimulator simulator)
{
    private const string Cluster = "my-cluster";

    [Fact]
    public async Task An_eks_url_answers_with_the_header_it_was_signed_with()
    {
        using HttpRequestMessage request = await PresignAsync(TestWorld.Alice, Cluster);
        request.Headers.Add("x-k8s-aws-id", Cluster);
        WireAnswer answer = await simulator.SendAsync(request);
        answer.IsSuccessOf("GetCallerIdentity");
        Assert.Equal("arn:aws:iam::123456789012:user/team/red/alice", answer.Member("Arn"));
    }

    [Fact]
    public async Task An_eks_url_answers_json_to_who_accepts_it()
    {
        using HttpRequestMessage request = await PresignAsync(TestWorld.Alice, Cluster);
        request.Headers.Add("x-k8s-aws-id", Cluster);
        request.Headers.Add("Accept", "application/json");
        WireAnswer answer = await simulator.SendAsync(request);

        Assert.Equal((200, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
        JsonElement response = JsonElement.Parse(answer.Body).GetProperty("GetCallerIdentityResponse");
        JsonElement identity = response.GetProperty("GetCallerIdentityResult");
        Assert.Equal("123456789012", identity.GetProperty("Account").GetString());
        Assert.Equal("arn:aws:iam::123456789012:user/team/red/alice", identity.GetProperty("Arn").GetString());
        Assert.Matches("^AIDA", identity.GetProperty("UserId").GetString());
        Assert.Equal(answer.Headers["x-amzn-RequestId"], response.GetProperty("ResponseMetadata").GetProperty("RequestId").GetString());
    }

    [Fact]
    public async Task A_url_of_a_session_carries_its_token_in_the_query()
    {
        WireAnswer issued = await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob");
        using HttpRequestMessage request = await PresignAsync(issued.Credentials());
        WireAnswer answer = await simulator.SendAsync(request);
        answer.IsSuccessOf("GetCallerIdentity");
        Assert.Equal("123456789012:Bob", answer.Member("UserId"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-cluster")]
    public async Task Without_the_signed_header_the_signature_does_not_match(string? sent)
    {
        using HttpRequestMessage request = await PresignAsync(TestWorld.Alice, Cluster);
        if (sent is not null)
        {
            request.Headers.Add("x-k8s-aws-id", sent);
        }

        WireAnswer answer = await simulator.SendAsync(request);
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_changed_query_does_not_match_its_signature()
    {
        using HttpRequestMessage request = await PresignAsync(TestWorld.Alice);
        request.RequestUri = new Uri(request.RequestUri!.OriginalString.Replace("GetCallerIdentity", "GetSessionToken", StringComparison.Ordinal));
        WireAnswer answer = await simulator.SendAsync(request);
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
    }

    private async Task<HttpRequestMessage> PresignAsync(ClientKey key, params string[] cluster)
    {
        JsonElement url = await ClientProgram.RunScriptAsync("presign.py", key, simulator.Endpoint, cluster);
        return new HttpRequestMessage(HttpMethod.Get, new Uri(url.GetString()!));
    }
}
