namespace StsSim.Federation.Saml;

/// <summary>A role the identity provider maps its user to, and the provider through which it may be assumed.</summary>
public sealed record SamlRole(string RoleArn, string ProviderArn)
{
    /// <summary>
    /// Reads a value of the Role attribute: two ARNs, in either order, parted by a comma. Names of roles may hold commas
    /// as well, so the comma that counts is the one before an ARN.
    /// </summary>
    internal static SamlRole? Parse(string value)
    {
        for (int comma = value.IndexOf(','); comma >= 0; comma = value.IndexOf(',', comma + 1))
        {
            string first = value[..comma].Trim(), second = value[(comma + 1)..].Trim();
            if (IsArn(first, ":role/") && IsArn(second, ":saml-provider/"))
            {
                return new SamlRole(first, second);
            }

            if (IsArn(first, ":saml-provider/") && IsArn(second, ":role/"))
            {
                return new SamlRole(second, first);
            }
        }

        return null;
    }

    // arn:{partition}:iam::{account}:{kind}/{name}; whether it exists is asked elsewhere.
    private static bool IsArn(string text, string kind)
    {
        int resource = text.IndexOf(kind, StringComparison.Ordinal);
        return text.StartsWith("arn:", StringComparison.Ordinal)
            && resource >= 0
            && text.AsSpan(0, resource).Count(':') == 4
            && text.Length > resource + kind.Length
            && !text.Contains(",arn:", StringComparison.Ordinal);
    }
}
