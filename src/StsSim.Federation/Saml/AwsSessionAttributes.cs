using System.Globalization;
using System.Text.RegularExpressions;

namespace StsSim.Federation.Saml;

/// <summary>
/// What an assertion's attributes say of the session to issue. Sources: IAM User Guide, "Configure SAML assertions for
/// the authentication response" and "Troubleshoot SAML federation with IAM".
/// </summary>
internal sealed partial class AwsSessionAttributes
{
    private const int ShortestSession = 900, LongestSession = 43_200;

    public required IReadOnlyList<SamlRole> Roles { get; init; }

    public required string RoleSessionName { get; init; }

    public required int? SessionDurationSeconds { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> PrincipalTags { get; init; }

    public required IReadOnlyList<string> TransitiveTagKeys { get; init; }

    public required string? SourceIdentity { get; init; }

    /// <summary>The attributes, or <see langword="null"/> and which of them is at fault.</summary>
    public static AwsSessionAttributes? Read(SamlAttributes attributes, out SamlOutcome? refusal)
    {
        List<SamlRole> roles = ReadRoles(attributes);
        List<KeyValuePair<string, string>> tags = [];
        int? duration = null;
        IReadOnlyList<string>? sessionName = attributes.Find(AwsSamlAttributes.RoleSessionName);
        IReadOnlyList<string>? sourceIdentity = attributes.Find(AwsSamlAttributes.SourceIdentity);
        refusal = roles.Count == 0 ? SamlOutcome.Refused(SamlFault.NoRoleAttribute, "No Role attribute pairs a role with a provider.")
            : sessionName is null or [] ? SamlOutcome.Refused(SamlFault.MissingSessionName, "There is no RoleSessionName attribute.")
            : !IsOneName(sessionName) ? SamlOutcome.Refused(SamlFault.BadSessionName, "RoleSessionName is not one value of the allowed form.")
            : !TryReadDuration(attributes, out duration) ? SamlOutcome.Refused(SamlFault.BadSessionDuration, "SessionDuration is not one number from 900 to 43200.")
            : !TryReadTags(attributes, tags) ? SamlOutcome.Refused(SamlFault.BadPrincipalTag, "A PrincipalTag attribute has no key, or not exactly one value.")
            : sourceIdentity is not null && !IsOneName(sourceIdentity) ? SamlOutcome.Refused(SamlFault.BadSourceIdentity, "SourceIdentity is not one value of the allowed form.")
            : null;
        return refusal is not null ? null : new AwsSessionAttributes
        {
            Roles = roles,
            RoleSessionName = sessionName![0],
            SessionDurationSeconds = duration,
            PrincipalTags = tags,
            TransitiveTagKeys = attributes.Find(AwsSamlAttributes.TransitiveTagKeys) ?? [],
            SourceIdentity = sourceIdentity?[0],
        };
    }

    /// <summary>Whether an attribute is one that is read here.</summary>
    public static bool Holds(string name) =>
        name is AwsSamlAttributes.Role
            or AwsSamlAttributes.RoleSessionName
            or AwsSamlAttributes.SessionDuration
            or AwsSamlAttributes.SourceIdentity
            or AwsSamlAttributes.TransitiveTagKeys
        || name.StartsWith(AwsSamlAttributes.PrincipalTag, StringComparison.Ordinal);

    // A value that is no pair is passed over, as the console passes over it.
    private static List<SamlRole> ReadRoles(SamlAttributes attributes)
    {
        var roles = new List<SamlRole>();
        foreach (string value in attributes.Find(AwsSamlAttributes.Role) ?? [])
        {
            if (SamlRole.Parse(value) is { } role)
            {
                roles.Add(role);
            }
        }

        return roles;
    }

    private static bool TryReadDuration(SamlAttributes attributes, out int? seconds)
    {
        seconds = null;
        switch (attributes.Find(AwsSamlAttributes.SessionDuration))
        {
            case null:
                return true;
            case [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number):
                seconds = number;
                return number is >= ShortestSession and <= LongestSession;
            default:
                return false;
        }
    }

    private static bool TryReadTags(SamlAttributes attributes, List<KeyValuePair<string, string>> tags)
    {
        foreach (string name in attributes.Names)
        {
            if (!name.StartsWith(AwsSamlAttributes.PrincipalTag, StringComparison.Ordinal))
            {
                continue;
            }

            if (name.Length == AwsSamlAttributes.PrincipalTag.Length || attributes.Find(name) is not [var value])
            {
                return false;
            }

            tags.Add(new(name[AwsSamlAttributes.PrincipalTag.Length..], value));
        }

        return true;
    }

    // AWS also forbids the beginning "aws:", which the colon rules out already.
    private static bool IsOneName(IReadOnlyList<string> values) => values is [var name] && Name().IsMatch(name);

    [GeneratedRegex(@"^[a-zA-Z_0-9+=,.@-]{2,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
