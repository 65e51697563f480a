namespace StsSim.Operations.Accounts;

/// <summary>A long-term access key and whom it stands for.</summary>
/// <param name="User">Its IAM user, or <see langword="null"/> for a key of the root user.</param>
public sealed record LongTermKey(string AccessKeyId, string SecretAccessKey, bool Active, User? User)
{
    private long _lastUsed;
    private string? _lastService;

    /// <summary>Whether this use is news: the first in its second, or of another service.</summary>
    /// <param name="second">Of the Unix epoch.</param>
    public bool TryTouch(long second, string service)
    {
        if (Volatile.Read(ref _lastUsed) == second && Volatile.Read(ref _lastService) == service)
        {
            return false;
        }

        Volatile.Write(ref _lastService, service);
        Volatile.Write(ref _lastUsed, second);
        return true;
    }

    public override string ToString() => $"key of {User?.Name ?? "root"}";
}
