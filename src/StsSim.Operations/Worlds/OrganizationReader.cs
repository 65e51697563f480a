using System.Buffers;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Operations.Worlds;

/// <summary>Reads the organization of a world file; all accounts of the world are in it.</summary>
internal static class OrganizationReader
{
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>The accounts, each with what it is in the organization.</summary>
    public static IReadOnlyList<WorldAccount> Join(JsonCursor cursor, IReadOnlyList<WorldAccount> accounts)
    {
        if (!cursor.IsObject("id", "managementAccountId", "delegatedAdministrators"))
        {
            return accounts;
        }

        var ids = accounts.Select(account => account.Account.AccountId).ToHashSet();
        string id = cursor.RequiredText("id");
        if (!IsOrganizationId(id))
        {
            cursor.At($"{cursor.Path}.id", default).Error("must be o- and 10 to 32 lower-case letters and digits");
        }

        string management = cursor.RequiredText("managementAccountId");
        CheckAccount(cursor.At($"{cursor.Path}.managementAccountId", default), management, ids);
        var administrators = new HashSet<string>();
        foreach (JsonCursor item in cursor.Items("delegatedAdministrators"))
        {
            string administrator = item.Text() ?? "";
            CheckAccount(item, administrator, ids);
            administrators.Add(administrator);
        }

        return [.. accounts.Select(account => account with
        {
            Account = account.Account with
            {
                Settings = account.Account.Settings with
                {
                    Organization = new OrganizationMembership(id, management, administrators.Contains(account.Account.AccountId)),
                },
            },
        })];
    }

    private static bool IsOrganizationId(string id) =>
        id.StartsWith("o-", StringComparison.Ordinal) && id.Length is >= 12 and <= 34 && !id.AsSpan(2).ContainsAnyExcept(IdCharacters);

    private static void CheckAccount(JsonCursor cursor, string id, HashSet<string> accounts)
    {
        if (!accounts.Contains(id))
        {
            cursor.Error("is no account of this world");
        }
    }
}
