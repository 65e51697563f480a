using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Simulators;

/// <summary>Amazon's own client, pointed at a simulator.</summary>
internal static class SdkClient
{
    public static AmazonSecurityTokenServiceClient Create(Uri endpoint, ClientKey key, string region = "us-east-1") =>
        new(AsCredentials(key), new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = region,
            MaxErrorRetry = 0,
        });

    public static ClientKey AsKey(this Credentials credentials) =>
        new(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken);

#pragma warning disable CS0618 // Newer models name a SessionTokenUtilization beside it; what AWS sends in version 2011-06-15 is this.
    public static bool IsPacked(this AssumeRoleResponse response) => response.PackedPolicySize is not null;

    public static int PackedSize(this GetFederationTokenResponse response) => response.PackedPolicySize!.Value;
#pragma warning restore CS0618

    private static AWSCredentials AsCredentials(ClientKey key) => key.SessionToken is null
        ? new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey)
        : new SessionAWSCredentials(key.AccessKeyId, key.SecretAccessKey, key.SessionToken);
}
