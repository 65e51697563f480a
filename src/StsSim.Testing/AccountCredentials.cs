namespace StsSim.Testing;

/// <summary>A long-term access key, for any SDK's credentials.</summary>
public sealed record AccountCredentials(string AccessKeyId, string SecretAccessKey)
{
    public override string ToString() => $"{nameof(AccountCredentials)} {AccessKeyId}";
}
