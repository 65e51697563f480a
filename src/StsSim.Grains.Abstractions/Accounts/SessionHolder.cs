using StsSim.Iam.Credentials;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>Whose sessions a ledger or a revocation mark is about, as a text that is unique in an account.</summary>
public static class SessionHolder
{
    private const string RolePrefix = "role/";
    private const string UserPrefix = "user/";

    /// <summary>The root user: GetSessionToken as root, and AssumeRoot.</summary>
    public const string Root = "root/";

    /// <summary>A federated user, by its name: no slash can be in one.</summary>
    public static string FederatedUser(string name) => name;

    /// <summary>A role, by its id: one deleted and made anew begins with an empty ledger.</summary>
    public static string Role(string roleId) => RolePrefix + roleId;

    /// <summary>A user, for the sessions of GetSessionToken, likewise by its id.</summary>
    public static string User(string userId) => UserPrefix + userId;

    public static string Of(SessionClaims session) => session.Kind switch
    {
        SessionKind.FederatedUser => FederatedUser(session.Name),
        SessionKind.AssumedRole => Role(session.IssuerId),
        SessionKind.User => User(session.IssuerId),
        _ => Root,
    };
}
