namespace StsSim.Operations.Worlds;

/// <summary>An access key that a world file has generated.</summary>
/// <param name="UserName">Whose it is, or <see langword="null"/> for the root user's.</param>
public sealed record GeneratedKey(string AccountId, string? UserName, string AccessKeyId, string SecretAccessKey)
{
    public override string ToString() => $"{nameof(GeneratedKey)} {AccessKeyId}";
}
