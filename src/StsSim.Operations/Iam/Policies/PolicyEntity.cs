using StsSim.Operations.Accounts;

namespace StsSim.Operations.Iam.Policies;

/// <summary>A group, role or user as far as it uses managed policies.</summary>
internal sealed record PolicyEntity(PolicyHolderKind Kind, string Name, string Id, string Path, IReadOnlyList<string> Attached, string? Boundary)
{
    /// <summary>Groups, then roles, then users, each by name.</summary>
    public static IEnumerable<PolicyEntity> Of(Account account) =>
        account.Groups.Values.Select(group => new PolicyEntity(PolicyHolderKind.Group, group.Name, group.GroupId, group.Path, group.ManagedPolicyArns, null))
            .Concat(account.Roles.Select(role => new PolicyEntity(
                PolicyHolderKind.Role, role.Name, role.RoleId, role.Path, role.ManagedPolicyArns, role.PermissionsBoundary)))
            .Concat(account.Users.Values.Select(user => user.Definition).Select(user => new PolicyEntity(
                PolicyHolderKind.User, user.Name, user.UserId, user.Path, user.ManagedPolicyArns, user.PermissionsBoundary)));
}
