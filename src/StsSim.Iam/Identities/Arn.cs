namespace StsSim.Iam.Identities;

/// <summary>Amazon Resource Names: those of the principals STS knows, and the parts of any. The partition follows the Region of the call.</summary>
public static class Arn
{
    public static string Root(string partition, string account) => $"arn:{partition}:iam::{account}:root";

    /// <param name="path">The user's path, beginning and ending with a slash; it is part of the ARN.</param>
    public static string User(string partition, string account, string path, string name) =>
        $"arn:{partition}:iam::{account}:user{path}{name}";

    /// <param name="path">The role's path, beginning and ending with a slash.</param>
    public static string Role(string partition, string account, string path, string name) =>
        $"arn:{partition}:iam::{account}:role{path}{name}";

    public static string Group(string partition, string account, string path, string name) =>
        $"arn:{partition}:iam::{account}:group{path}{name}";

    public static string Policy(string partition, string account, string path, string name) =>
        $"arn:{partition}:iam::{account}:policy{path}{name}";

    public static string MfaDevice(string partition, string account, string path, string name) =>
        $"arn:{partition}:iam::{account}:mfa{path}{name}";

    /// <summary>A role session; the role's path is no part of it.</summary>
    public static string AssumedRole(string partition, string account, string roleName, string sessionName) =>
        $"arn:{partition}:sts::{account}:assumed-role/{roleName}/{sessionName}";

    public static string OidcProvider(string partition, string account, string hostAndPath) =>
        $"arn:{partition}:iam::{account}:oidc-provider/{hostAndPath}";

    public static string SamlProvider(string partition, string account, string name) =>
        $"arn:{partition}:iam::{account}:saml-provider/{name}";

    public static string FederatedUser(string partition, string account, string name) =>
        $"arn:{partition}:sts::{account}:federated-user/{name}";

    /// <summary>
    /// Whether a text has the form of an ARN as STS checks it: <c>arn:</c>, then non-empty partition, service and
    /// resource with the Region and account between them (recorded from AWS by LocalStack).
    /// </summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => TryParse(text, out _);

    /// <summary>The parts of an ARN that <see cref="IsWellFormed"/>; only the resource may hold colons.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ArnParts arn)
    {
        Span<Range> parts = stackalloc Range[6];
        if (text.Split(parts, ':') != 6
            || text[parts[0]] is not "arn"
            || text[parts[1]].IsEmpty
            || text[parts[2]].IsEmpty
            || text[parts[5]].IsEmpty)
        {
            arn = default;
            return false;
        }

        arn = new ArnParts(text[parts[1]], text[parts[2]], text[parts[3]], text[parts[4]], text[parts[5]]);
        return true;
    }
}
