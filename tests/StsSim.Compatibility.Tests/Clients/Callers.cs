using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>Who makes the calls of the table.</summary>
internal static class Callers
{
    public static Func<DefaultWorldSimulator, Task<ClientKey?>> Nobody { get; } = With(null);

    public static Func<DefaultWorldSimulator, Task<ClientKey?>> Administrator { get; } = With(ClientWorld.Administrator);

    public static Func<DefaultWorldSimulator, Task<ClientKey?>> Powerless { get; } = With(ClientWorld.Powerless);

    public static Func<DefaultWorldSimulator, Task<ClientKey?>> OtherAdministrator { get; } = With(ClientWorld.OtherAdministrator);

    public static Func<DefaultWorldSimulator, Task<ClientKey?>> FederatedUser { get; } = Session("GetFederationToken", "Name=Bob");

    public static Func<DefaultWorldSimulator, Task<ClientKey?>> UserSession { get; } = Session("GetSessionToken");

    /// <summary>A session of fifteen minutes of a role that may do everything.</summary>
    public static Func<DefaultWorldSimulator, Task<ClientKey?>> RoleSession { get; } =
        Session("AssumeRole", "RoleArn=arn:aws:iam::123456789012:role/app&RoleSessionName=deployment&DurationSeconds=900");

    /// <summary>A session of a role without any permission, in the other account.</summary>
    public static Func<DefaultWorldSimulator, Task<ClientKey?>> CrossAccountSession { get; } = Session(
        "AssumeRole",
        "RoleArn=arn:aws:iam::210987654321:role/cross-account&RoleSessionName=deployment&ExternalId=stssim-external-id");

    public static Func<DefaultWorldSimulator, Task<ClientKey?>> RootSession { get; } = Session(
        "AssumeRoot",
        "TargetPrincipal=210987654321&TaskPolicyArn.arn=arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials");

    /// <summary>A user whose account has no request left.</summary>
    public static async Task<ClientKey?> Throttled(DefaultWorldSimulator simulator)
    {
        await simulator.SendAsync(ClientWorld.Throttled, "GetCallerIdentity");
        return ClientWorld.Throttled;
    }

    public static Func<DefaultWorldSimulator, Task<ClientKey?>> With(ClientKey? key) => _ => Task.FromResult(key);

    /// <summary>The session an operation issues to the administrator.</summary>
    public static Func<DefaultWorldSimulator, Task<ClientKey?>> Session(string operation, string form = "") =>
        async simulator => (await simulator.SendAsync(ClientWorld.Administrator, operation, form)).Credentials();
}
