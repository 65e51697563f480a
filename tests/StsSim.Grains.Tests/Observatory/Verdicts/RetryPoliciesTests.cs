using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory.Verdicts;

namespace StsSim.Grains.Tests.Observatory.Verdicts;

/// <summary>Which rules a group may follow, by its User-Agent.</summary>
public sealed class RetryPoliciesTests
{
    [Theory]
    [InlineData("Boto3", "1.43.11", "legacy", "Python legacy, old rules")]
    [InlineData("Boto3", "1.43.11", null, "Python standard, new rules; Python legacy, old rules")]
    [InlineData("boto3", "1.43.11", "standard", "Python standard, new rules; Python standard, old rules")]
    [InlineData("Botocore", "1.43.11", "adaptive", "Python adaptive, new rules; Python adaptive, old rules")]
    [InlineData("aws-cli", "2.30.0", null, "Python standard, new rules; Python standard, old rules")]
    [InlineData("aws-cli", "1.45.11", null, "Python standard, new rules; Python legacy, old rules")]
    [InlineData("aws-sdk-js", "3.1169.0", "standard", "JavaScript standard, new rules; JavaScript standard, old rules")]
    [InlineData("aws-sdk-js", "2.1.0", null, "")]
    [InlineData("aws-sdk-dotnet-coreclr", "4.0.1", null, ".NET standard, new rules; .NET standard, old rules")]
    [InlineData("aws-sdk-dotnet-framework", "3.7.1", null, ".NET legacy, old rules")]
    [InlineData("aws-sdk-go-v2", "1.32.5", null, "Go standard, new rules; Go standard, old rules")]
    [InlineData("aws-sdk-java", "2.30.0", "legacy", "Java legacy, old rules")]
    [InlineData("aws-sdk-java", "1.12.1", null, "")]
    [InlineData("aws-sdk-cpp", "1.11.0", "legacy", "C++ legacy, old rules")]
    [InlineData("rusoto", "0.48", null, "")]
    [InlineData("amazonka", "2.0", null, "")]
    [InlineData("", "", null, "")]
    public void A_group_is_recognised_by_what_it_says(string sdk, string version, string? mode, string policies) =>
        Assert.Equal(
            policies,
            string.Join("; ", RetryPolicies.Of(new ClientGroup(AccountId: null, ApplicationId: null, sdk, version, Language: null, mode, IsInferred: false)).Select(policy => policy.Name)));

    [Fact]
    public void Every_policy_has_a_source_and_a_name_of_its_own()
    {
        Assert.All(RetryPolicies.All, policy => Assert.NotEmpty(policy.Source));
        Assert.Equal(RetryPolicies.All.Count, RetryPolicies.All.DistinctBy(policy => policy.Name).Count());
        Assert.All(RetryPolicies.All, policy => Assert.Contains(policy.Backoff, BackoffPolicies.Documented));
    }
}
