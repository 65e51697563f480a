using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.LoadTests.DotNetV3Driver;

/// <summary>The session of one generation of a pod, which the SDK renews when it sees fit.</summary>
internal sealed class PodSession : RefreshingAWSCredentials
{
    // Of the SDK's own provider of a role's credentials, which makes its calls by a client that is not ours to observe.
    private static readonly TimeSpan PreemptExpiry = TimeSpan.FromMinutes(15);

    private readonly IAmazonSecurityTokenService _client;
    private readonly AssumeRoleRequest _request;

    public PodSession(IAmazonSecurityTokenService client, AssumeRoleRequest request, int generation, double timeScale)
    {
        _client = client;
        _request = request;
        Generation = generation;
        PreemptExpiryTime = PreemptExpiry / timeScale;
    }

    public int Generation { get; }

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        Credentials issued = (await _client.AssumeRoleAsync(_request).ConfigureAwait(false)).Credentials;
        return new CredentialsRefreshState(issued.GetCredentials(), issued.Expiration.ToUniversalTime());
    }
}
