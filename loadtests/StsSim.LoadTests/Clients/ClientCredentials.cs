using Amazon.Runtime;

namespace StsSim.LoadTests.Clients;

internal sealed record ClientCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken)
{
    /// <summary>The key of the simulator's published default world.</summary>
    public static ClientCredentials Example { get; } =
        new("AKIARZPUZDIKKVJVIU2T", "StsSimExampleSecretAccessKeyForLoadTests", null);

    public AWSCredentials ForSdk() => SessionToken is null
        ? new BasicAWSCredentials(AccessKeyId, SecretAccessKey)
        : new SessionAWSCredentials(AccessKeyId, SecretAccessKey, SessionToken);

    // A record prints its members; a secret must not be among them.
    public override string ToString() => AccessKeyId;
}
