namespace StsSim.Compatibility.Tests.Clients;

/// <summary>A member a result has to have.</summary>
/// <param name="Path">Its name with those of the structures it stands in, such as <c>Credentials.AccessKeyId</c>.</param>
/// <param name="Pattern">A regular expression for its whole value.</param>
public sealed record ExpectedMember(string Path, string Pattern)
{
    /// <summary>What every operation that issues a session returns, of an account whose key ids begin so.</summary>
    public static IReadOnlyList<ExpectedMember> Credentials(string keyPrefix = "ASIARZPUZDI") =>
    [
        new("Credentials.AccessKeyId", $"{keyPrefix}[A-Z2-7]{{{20 - keyPrefix.Length}}}"),
        new("Credentials.SecretAccessKey", "[A-Za-z0-9/+]{40}"),
        new("Credentials.SessionToken", "[A-Za-z0-9/+=]{100,}"),
        new("Credentials.Expiration", Timestamp),
    ];

    /// <summary>UTC, to the second, in any client's notation.</summary>
    public const string Timestamp = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.000)?(Z|\+00:00)";
}
