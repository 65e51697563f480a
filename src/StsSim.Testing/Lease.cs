namespace StsSim.Testing;

/// <summary>A lease as the control API sends it.</summary>
internal sealed record Lease(string Id, string AccountId, string AccessKeyId, string SecretAccessKey, string RoleArn, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"{nameof(Lease)} of {AccountId}";
}
