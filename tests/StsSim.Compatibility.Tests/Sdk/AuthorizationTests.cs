using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk;

/// <summary>Who may federate whom, and in which words that is refused.</summary>
public sealed class AuthorizationTests(SharedSimulator simulator)
{
    private const string NoPolicy = "because no identity-based policy allows the";

    private static readonly List<Tag> OneTag = [new Tag { Key = "Team", Value = "Red" }];

    [Fact]
    public async Task A_user_without_permission_is_denied() => await DeniedAsync(
        TestWorld.Bob,
        new GetFederationTokenRequest("Eve"),
        "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: sts:GetFederationToken on resource: "
        + $"arn:aws:sts::123456789012:federated-user/Eve {NoPolicy} sts:GetFederationToken action");

    [Fact]
    public async Task An_explicit_deny_says_so() => await DeniedAsync(
        TestWorld.Carol,
        new GetFederationTokenRequest("Eve"),
        "User: arn:aws:iam::123456789012:user/carol is not authorized to perform: sts:GetFederationToken on resource: "
        + "arn:aws:sts::123456789012:federated-user/Eve with an explicit deny in an identity-based policy");

    [Fact]
    public async Task A_policy_can_enforce_the_prefix_of_names()
    {
        using AmazonSecurityTokenServiceClient dave = SdkClient.Create(simulator.Endpoint, TestWorld.Dave);
        GetFederationTokenResponse issued = await dave.GetFederationTokenAsync(
            new GetFederationTokenRequest("dave-one"), TestContext.Current.CancellationToken);
        Assert.Equal("123456789012:dave-one", issued.FederatedUser.FederatedUserId);

        await DeniedAsync(
            TestWorld.Dave,
            new GetFederationTokenRequest("eve-one"),
            "User: arn:aws:iam::123456789012:user/dave is not authorized to perform: sts:GetFederationToken on resource: "
            + $"arn:aws:sts::123456789012:federated-user/eve-one {NoPolicy} sts:GetFederationToken action");
    }

    [Fact]
    public async Task Tags_need_a_permission_of_their_own() => await DeniedAsync(
        TestWorld.Dave,
        new GetFederationTokenRequest("dave-one") { Tags = OneTag },
        "User: arn:aws:iam::123456789012:user/dave is not authorized to perform: sts:TagSession on resource: "
        + $"arn:aws:sts::123456789012:federated-user/dave-one {NoPolicy} sts:TagSession action");

    private async Task DeniedAsync(ClientKey key, GetFederationTokenRequest request, string message)
    {
        using AmazonSecurityTokenServiceClient client = SdkClient.Create(simulator.Endpoint, key);
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => client.GetFederationTokenAsync(request, TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied", message), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
        Assert.NotEqual(Guid.Empty, Guid.Parse(refusal.RequestId));
    }
}
