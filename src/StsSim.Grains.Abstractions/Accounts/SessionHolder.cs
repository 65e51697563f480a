namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>Whose sessions a ledger or a revocation mark is about, as a text that is unique in an account.</summary>
public static class SessionHolder
{
    private const string RolePrefix = "role/";

    /// <summary>A federated user, by its name: no slash can be in one.</summary>
    public static string FederatedUser(string name) => name;

    /// <summary>A role, by its id: one deleted and made anew begins with an empty ledger.</summary>
    public static string Role(string roleId) => RolePrefix + roleId;
}
