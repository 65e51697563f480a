using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Operations.Worlds;

/// <summary>What a world holds, counted.</summary>
/// <param name="AccessKeys">Those of root users included.</param>
public sealed record WorldSummary(int Accounts, int Users, int Roles, int AccessKeys)
{
    public static WorldSummary Of(World world) => new(
        world.Accounts.Count,
        world.Accounts.Sum(account => account.Account.Users.Count),
        world.Accounts.Sum(account => account.Account.Roles.Count),
        world.Accounts.Sum(account => account.Account.Settings.RootAccessKeys.Count + account.Account.Users.Sum(user => user.AccessKeys.Count)));

    /// <summary>e.g. <c>2 accounts, 1 user, 4 roles, 1 access key</c>.</summary>
    public override string ToString() => string.Join(
        ", ", Counted(Accounts, "account"), Counted(Users, "user"), Counted(Roles, "role"), Counted(AccessKeys, "access key"));

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
