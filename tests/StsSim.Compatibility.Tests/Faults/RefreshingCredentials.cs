using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>What <c>AssumeRoleAWSCredentials</c> does, by a client that is given: it refreshes shortly before the end that was announced.</summary>
internal sealed class RefreshingCredentials : RefreshingAWSCredentials
{
    private readonly AmazonSecurityTokenServiceClient _sts;

    public RefreshingCredentials(AmazonSecurityTokenServiceClient sts)
    {
        _sts = sts;
        PreemptExpiryTime = TimeSpan.FromSeconds(1.5);
    }

    // The client refreshes in the background, and there it can only block.
    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var request = new AssumeRoleRequest { RoleArn = FaultSimulator.RoleArn, RoleSessionName = "batch", DurationSeconds = 900 };
        AssumeRoleResponse response = await _sts.AssumeRoleAsync(request, TestContext.Current.CancellationToken);
        Credentials issued = response.Credentials;
        return new CredentialsRefreshState(
            new ImmutableCredentials(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken), issued.Expiration!.Value.ToUniversalTime());
    }
}
