using System.Text.Json;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

[assembly: AssemblyFixture(typeof(StsSim.Compatibility.Tests.Sdk.Roles.RolesSimulator))]

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>A simulator over the world of roles, shared by tests that leave no trace.</summary>
public sealed class RolesSimulator : RunningSimulator
{
    protected override string World => RolesWorld.Json;

    public AmazonSecurityTokenServiceClient ClientOf(ClientKey key, string region = "us-east-1") => SdkClient.Create(Endpoint, key, region);

    public async Task<AssumeRoleResponse> AssumeAsync(ClientKey key, string roleArn, string sessionName = "session", Action<AssumeRoleRequest>? with = null)
    {
        using AmazonSecurityTokenServiceClient sts = ClientOf(key);
        var request = new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = sessionName };
        with?.Invoke(request);
        return await sts.AssumeRoleAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The key of a session of a role.</summary>
    public async Task<ClientKey> SessionAsync(ClientKey key, string role, string sessionName = "session", Action<AssumeRoleRequest>? with = null) =>
        (await AssumeAsync(key, RolesWorld.RoleArn(role), sessionName, with)).Credentials.AsKey();

    public async Task<AmazonSecurityTokenServiceException> RefusedAsync(
        ClientKey key, string roleArn, string sessionName = "session", Action<AssumeRoleRequest>? with = null) =>
        await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => AssumeAsync(key, roleArn, sessionName, with));

    /// <summary>Whether policies see a session under a tag: a policy that denies by it does.</summary>
    public async Task<bool> HasTagAsync(ClientKey session, string key, string value)
    {
        var denyByTag = new { Version = "2012-10-17", Statement = new { Effect = "Deny", Principal = "*", Action = "*", Resource = "*", Condition = new { StringEquals = new Dictionary<string, string> { [$"aws:PrincipalTag/{key}"] = value } } } };
        JsonElement answer = await AuthorizeAsync(new { sessionToken = session.SessionToken, action = "s3:GetObject", resource = "arn:aws:s3:::b/k", resourcePolicy = denyByTag });
        return answer.GetProperty("decision").GetString() == "explicitDeny";
    }

    public async Task<string> DeniedAsync(ClientKey key, string roleArn, string sessionName = "session", Action<AssumeRoleRequest>? with = null)
    {
        AmazonSecurityTokenServiceException refusal = await RefusedAsync(key, roleArn, sessionName, with);
        Assert.Equal((System.Net.HttpStatusCode.Forbidden, "AccessDenied"), (refusal.StatusCode, refusal.ErrorCode));
        return refusal.Message;
    }
}
