namespace StsSim.Operations.Accounts;

/// <summary>A long-term access key and whom it stands for.</summary>
/// <param name="User">Its IAM user, or <see langword="null"/> for a key of the root user.</param>
public sealed record LongTermKey(string AccessKeyId, string SecretAccessKey, bool Active, User? User)
{
    /// <summary><see langword="default"/> where that is not known.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    internal UseMark LastUse { get; } = new();

    public override string ToString() => $"key of {User?.Name ?? "root"}";
}
