using StsSim.Operations.Accounts;

namespace StsSim.Operations.Iam.Policies;

/// <summary>How much a managed policy is used in an account.</summary>
/// <param name="Attachments">Users, groups and roles it is attached to.</param>
/// <param name="Boundaries">Users and roles whose permissions boundary it is.</param>
internal readonly record struct PolicyUsage(int Attachments, int Boundaries)
{
    public bool IsUsed => Attachments + Boundaries > 0;

    /// <summary>The usage of all policies that are used, by ARN.</summary>
    public static IReadOnlyDictionary<string, PolicyUsage> OfAll(Account account)
    {
        var usages = new Dictionary<string, PolicyUsage>(StringComparer.Ordinal);
        foreach ((IReadOnlyList<string> attached, string? boundary) in Holders(account))
        {
            foreach (string arn in attached)
            {
                PolicyUsage usage = usages.GetValueOrDefault(arn);
                usages[arn] = usage with { Attachments = usage.Attachments + 1 };
            }

            if (boundary is not null)
            {
                PolicyUsage usage = usages.GetValueOrDefault(boundary);
                usages[boundary] = usage with { Boundaries = usage.Boundaries + 1 };
            }
        }

        return usages;
    }

    public static PolicyUsage Of(Account account, string arn) => new(
        Holders(account).Count(holder => holder.Attached.Contains(arn)),
        Holders(account).Count(holder => holder.Boundary == arn));

    private static IEnumerable<(IReadOnlyList<string> Attached, string? Boundary)> Holders(Account account) =>
        account.Users.Values.Select(user => (user.Definition.ManagedPolicyArns, user.Definition.PermissionsBoundary))
            .Concat(account.Groups.Values.Select(group => (group.ManagedPolicyArns, (string?)null)))
            .Concat(account.Roles.Select(role => (role.ManagedPolicyArns, role.PermissionsBoundary)));
}
