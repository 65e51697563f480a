using StsSim.Operations.Observation;

namespace StsSim.Operations.Tests.Observation;

public sealed class SdkClientTests
{
    [Theory]
    [InlineData(UserAgents.Boto3, "Boto3", "1.43.11", "legacy", null)]
    [InlineData(UserAgents.Boto3Adaptive, "Boto3", "1.43.11", "adaptive", "billing")]
    [InlineData(UserAgents.AwsCli, "aws-cli", "1.45.11", "legacy", null)]
    [InlineData(UserAgents.JavaScript, "aws-sdk-js", "3.1168.0", "standard", null)]
    [InlineData(UserAgents.DotNet, "aws-sdk-dotnet-coreclr", "4.0.101.10", "standard", null)]
    [InlineData(UserAgents.Go, "aws-sdk-go-v2", "1.32.5", "standard", null)]
    [InlineData(UserAgents.GoOfOld, "aws-sdk-go-v2", "1.30.0", "standard", null)]
    [InlineData("aws-sdk-ruby3/3.200.0 ua/2.0 os/linux lang/ruby#3.3 cfg/retry-mode#standard", "aws-sdk-ruby3", "3.200.0", "standard", null)]
    [InlineData("python-requests/2.32.0", "python-requests", "2.32.0", null, null)]
    [InlineData("curl", "curl", "", null, null)]
    [InlineData("a/b/c m/D,E2,DD", "a", "b/c", "legacy", null)]
    [InlineData("a/1 m/AA,DE", "a", "1", null, null)]
    [InlineData("", "", "", null, null)]
    [InlineData("   ", "", "", null, null)]
    public void A_user_agent_tells_the_sdk_its_version_and_how_it_retries(
        string agent, string sdk, string version, string? retryMode, string? applicationId)
    {
        foreach (SdkClient client in (SdkClient[])[SdkClient.Parse(agent), SdkClient.Of(new ClientRequest(("User-Agent", agent)))])
        {
            Assert.Equal((sdk, version, retryMode, applicationId), (client.Sdk, client.Version, client.RetryMode, client.ApplicationId));
        }
    }

    [Theory]
    [InlineData(UserAgents.Boto3, "python")]
    [InlineData(UserAgents.JavaScript, "js")]
    [InlineData(UserAgents.DotNet, ".NET_Core")]
    [InlineData(UserAgents.Go, "go")]
    [InlineData("curl/8.0", null)]
    public void A_user_agent_tells_the_language(string agent, string? language) => Assert.Equal(language, SdkClient.Parse(agent).Language);

    // Seen of botocore 1.43.11 with clients of two modes in one process.
    [Fact]
    public void What_the_configuration_says_of_the_retry_mode_goes_before_the_features() =>
        Assert.Equal("adaptive", SdkClient.Parse("Boto3/1.43.11 m/N,D,e,Z,b cfg/retry-mode#adaptive app/x Botocore/1.43.11").RetryMode);

    [Fact]
    public void Equal_agents_are_one_client_and_agents_that_are_too_long_are_not()
    {
        var request = new ClientRequest(("User-Agent", "shared/1.0"));
        var endless = new ClientRequest(("User-Agent", "endless/" + new string('1', 2000)));

        Assert.Same(SdkClient.Of(request), SdkClient.Of(request));
        Assert.True(SdkClient.Of(request).IsShared);
        Assert.NotSame(SdkClient.Of(endless), SdkClient.Of(endless));
        Assert.False(SdkClient.Of(endless).IsShared);
    }

    [Theory]
    [InlineData("attempt=1; max=3", 3)]
    [InlineData("ttl=20261127T120000Z; attempt=2; max=5", 5)]
    [InlineData("attempt=1", 0)]
    [InlineData("max=-1", 0)]
    public void How_many_attempts_a_client_makes_at_most_is_what_it_says(string header, int most) =>
        Assert.Equal(most, SdkClient.MaximumOf(new ClientRequest(("amz-sdk-request", header))));

    [Fact]
    public void Without_a_user_agent_nothing_is_known() =>
        Assert.Equal("", SdkClient.Of(new ClientRequest()).Sdk);

    [Theory]
    [InlineData("amz-sdk-request", "attempt=1", 1)]
    [InlineData("amz-sdk-request", "attempt=1; max=3", 1)]
    [InlineData("amz-sdk-request", "ttl=20261127T120000Z; attempt=2; max=5", 2)]
    [InlineData("amz-sdk-request", "max=5;attempt=12", 12)]
    [InlineData("amz-sdk-request", "attempt=2; max=3; ttl=20261127T120000Z", 2)]
    [InlineData("amz-sdk-request", "attempt=0; max=3", 1)]
    [InlineData("amz-sdk-request", "attempt=-3", 1)]
    [InlineData("amz-sdk-request", "attempt=99999999999", 1)]
    [InlineData("amz-sdk-request", "max=3", 1)]
    [InlineData("amz-sdk-request", "", 1)]
    [InlineData("aws-sdk-retry", "0/0", 1)]
    [InlineData("aws-sdk-retry", "2/350", 3)]
    [InlineData("amz-sdk-retry", "1/100/495", 2)]
    [InlineData("aws-sdk-retry", "many", 1)]
    [InlineData("aws-sdk-retry", "2147483647/0", 1)]
    [InlineData("user-agent", "attempt=7", 1)]
    public void The_number_of_the_attempt_is_read_from_whichever_header_tells_it(string header, string value, int attempt) =>
        Assert.Equal(attempt, SdkClient.AttemptOf(new ClientRequest((header, value))));

    [Theory]
    [InlineData("amz-sdk-invocation-id")]
    [InlineData("aws-sdk-invocation-id")]
    public void An_invocation_has_the_id_its_client_sends(string header) =>
        Assert.Equal("6b1b3a2c-0000-4000-8000-000000000001", SdkClient.InvocationOf(new ClientRequest((header, "6b1b3a2c-0000-4000-8000-000000000001"))));

    [Fact]
    public void Without_an_id_there_is_none() => Assert.Null(SdkClient.InvocationOf(new ClientRequest()));
}
