using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.Iam.Groups;

/// <summary>Who is in a group; membership stands with the users.</summary>
internal static class GroupMembers
{
    /// <summary>The members, by name.</summary>
    public static IEnumerable<UserDefinition> Of(Account account, string group) =>
        account.Users.Values.Select(user => user.Definition).Where(user => Contains(user, group));

    public static bool Contains(UserDefinition user, string group) => user.Groups.Contains(group, StringComparer.OrdinalIgnoreCase);

    /// <summary>The user's groups without one of them.</summary>
    public static IReadOnlyList<string> Without(UserDefinition user, string group) =>
        [.. user.Groups.Where(name => !name.Equals(group, StringComparison.OrdinalIgnoreCase))];
}
