using StsSim.Iam.Identities;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation;

/// <summary>
/// The principals of a statement, compiled. Source of the forms and of what each of them covers: IAM User Guide, "AWS
/// JSON policy elements: Principal" and "NotPrincipal".
/// </summary>
internal sealed class CompiledPrincipals
{
    private readonly PrincipalEntry[] _entries;
    private readonly bool _negated;

    public CompiledPrincipals(PrincipalList source)
    {
        _entries = [.. source.Entries.Select(Normalize)];
        _negated = source.Negated;
    }

    public PrincipalMatch Match(Principal principal)
    {
        if (_negated)
        {
            return ListsAllOf(principal) ? PrincipalMatch.None : PrincipalMatch.Identity;
        }

        return ClosestMatch(principal);
    }

    private PrincipalMatch ClosestMatch(Principal principal)
    {
        PrincipalMatch closest = PrincipalMatch.None;
        foreach (PrincipalEntry entry in _entries)
        {
            PrincipalMatch match = Match(entry, principal);
            closest = match > closest ? match : closest;
        }

        return closest;
    }

    private static PrincipalMatch Match(PrincipalEntry entry, Principal principal)
    {
        switch (entry.Kind)
        {
            case PrincipalKind.Any:
                return PrincipalMatch.Identity;
            case PrincipalKind.Aws:
                return MatchAws(entry.Text, principal);
            case PrincipalKind.Service when principal.Type == PrincipalType.Service:
            case PrincipalKind.Federated when principal.Type is PrincipalType.WebIdentity or PrincipalType.Saml:
                return entry.Text == principal.Arn ? PrincipalMatch.Itself : entry.Text == "*" ? PrincipalMatch.Identity : PrincipalMatch.None;
            default:
                return PrincipalMatch.None;
        }
    }

    private static PrincipalMatch MatchAws(string name, Principal principal)
    {
        if (name == "*")
        {
            // Not who comes with an identity provider's word (recorded of AssumeRoleWithWebIdentity).
            return principal.Type is PrincipalType.WebIdentity or PrincipalType.Saml ? PrincipalMatch.None : PrincipalMatch.Identity;
        }

        if (principal.Type > PrincipalType.FederatedUser)
        {
            return PrincipalMatch.None;
        }

        if (name == principal.AccountId)
        {
            return principal.Type == PrincipalType.Account ? PrincipalMatch.Itself : PrincipalMatch.Account;
        }

        if (name == principal.Arn || (name == principal.UniqueId && principal.Type == PrincipalType.User))
        {
            return PrincipalMatch.Itself;
        }

        return name == principal.RoleArn || name == principal.UserArn || name == principal.UniqueId ? PrincipalMatch.Identity : PrincipalMatch.None;
    }

    /// <summary>Whether account, role or user, and session are all in the list: NotPrincipal spares nobody else.</summary>
    private bool ListsAllOf(Principal principal) => principal.Type switch
    {
        PrincipalType.Account => Lists(principal.AccountId),
        PrincipalType.User => Lists(principal.AccountId) && (Lists(principal.Arn) || Lists(principal.UniqueId)),
        PrincipalType.AssumedRole => Lists(principal.AccountId) && Lists(principal.Arn) && (Lists(principal.RoleArn) || Lists(principal.UniqueId)),
        PrincipalType.FederatedUser => Lists(principal.AccountId) && Lists(principal.Arn) && (principal.UserArn is null || Lists(principal.UserArn) || Lists(principal.UniqueId)),
        _ => ClosestMatch(principal) != PrincipalMatch.None,
    };

    private bool Lists(string? name)
    {
        foreach (PrincipalEntry entry in _entries)
        {
            if (entry.Kind == PrincipalKind.Any || (entry.Kind == PrincipalKind.Aws && (entry.Text == name || entry.Text == "*")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An account's root ARN is the account.</summary>
    private static PrincipalEntry Normalize(PrincipalEntry entry)
    {
        if (entry.Kind != PrincipalKind.Aws)
        {
            return entry;
        }

        return Arn.TryParse(entry.Text, out ArnParts arn) && arn is { Service: "iam", Resource: "root" }
            ? new PrincipalEntry(PrincipalKind.Aws, arn.Account.ToString())
            : entry;
    }
}
