using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>Which credentials may call which operation (IAM User Guide, "Compare AWS STS credentials").</summary>
public sealed class CredentialMatrixTests(RolesSimulator simulator)
{
    private const string NotAuthorized = "is not authorized to perform";
    private const string NoFederation = "Cannot call GetFederationToken with session credentials";
    private const string NoSessionToken = "Cannot call GetSessionToken with session credentials";
    private const string NotAsRoot = "Roles may not be assumed by root accounts.";

    private const string Assume = "RoleArn=arn:aws:iam::123456789012:role/apps/app&RoleSessionName=session";
    private const string AssumeRoot = "TargetPrincipal=210987654321&TaskPolicyArn.arn=arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials";
    private const string Token = "Audience.member.1=x&SigningAlgorithm=RS256";
    private const string NoMessage = "EncodedMessage=x";

    /// <summary>Who, what, and the refusal; <see langword="null"/> where the call goes through.</summary>
    public static TheoryData<string, string, string, string?> Matrix { get; } = new()
    {
        { "root", "AssumeRole", Assume, NotAsRoot },
        { "root", "AssumeRoot", AssumeRoot, NotAuthorized },
        { "root", "DecodeAuthorizationMessage", NoMessage, "Message is not valid" },
        { "root", "GetAccessKeyInfo", "AccessKeyId=AKIARZPUZDIKGB2VALC4", null },
        { "root", "GetCallerIdentity", "", null },
        { "root", "GetFederationToken", "Name=Bob", null },
        { "root", "GetSessionToken", "", null },
        { "root", "GetWebIdentityToken", Token, NotAuthorized },

        { "user", "AssumeRole", Assume, null },
        { "user", "AssumeRoot", AssumeRoot, null },
        { "user", "DecodeAuthorizationMessage", NoMessage, "Message is not valid" },
        { "user", "GetAccessKeyInfo", "AccessKeyId=AKIARZPUZDIKGB2VALC4", null },
        { "user", "GetCallerIdentity", "", null },
        { "user", "GetFederationToken", "Name=Bob", null },
        { "user", "GetSessionToken", "", null },
        { "user", "GetWebIdentityToken", Token, "The outbound web identity federation feature is not enabled for this account." },

        { "powerless", "AssumeRole", Assume, NotAuthorized },
        { "powerless", "AssumeRoot", AssumeRoot, NotAuthorized },
        { "powerless", "DecodeAuthorizationMessage", NoMessage, NotAuthorized },
        { "powerless", "GetAccessKeyInfo", "AccessKeyId=AKIARZPUZDIKGB2VALC4", NotAuthorized },
        { "powerless", "GetCallerIdentity", "", null },
        { "powerless", "GetFederationToken", "Name=Bob", NotAuthorized },
        { "powerless", "GetSessionToken", "", null },
        { "powerless", "GetWebIdentityToken", Token, NotAuthorized },

        { "user session", "AssumeRole", Assume, null },
        { "user session", "DecodeAuthorizationMessage", NoMessage, NotAuthorized },
        { "user session", "GetAccessKeyInfo", "AccessKeyId=AKIARZPUZDIKGB2VALC4", NotAuthorized },
        { "user session", "GetCallerIdentity", "", null },
        { "user session", "GetFederationToken", "Name=Bob", NoFederation },
        { "user session", "GetSessionToken", "", NoSessionToken },
        { "user session", "GetWebIdentityToken", Token, NotAuthorized },

        { "root session", "AssumeRole", Assume, NotAsRoot },
        { "root session", "GetCallerIdentity", "", null },
        { "root session", "GetFederationToken", "Name=Bob", NoFederation },
        { "root session", "GetSessionToken", "", NoSessionToken },

        { "role session", "AssumeRole", Assume, null },
        { "role session", "AssumeRoot", AssumeRoot, null },
        { "role session", "DecodeAuthorizationMessage", NoMessage, "Message is not valid" },
        { "role session", "GetAccessKeyInfo", "AccessKeyId=AKIARZPUZDIKGB2VALC4", null },
        { "role session", "GetCallerIdentity", "", null },
        { "role session", "GetFederationToken", "Name=Bob", NoFederation },
        { "role session", "GetSessionToken", "", NoSessionToken },
        { "role session", "GetWebIdentityToken", Token, "The outbound web identity federation feature is not enabled for this account." },

        { "federated user", "AssumeRole", Assume, NotAuthorized },
        { "federated user", "AssumeRoot", AssumeRoot, NotAuthorized },
        { "federated user", "DecodeAuthorizationMessage", NoMessage, NotAuthorized },
        { "federated user", "GetAccessKeyInfo", "AccessKeyId=AKIARZPUZDIKGB2VALC4", NotAuthorized },
        { "federated user", "GetCallerIdentity", "", null },
        { "federated user", "GetFederationToken", "Name=Bob", NoFederation },
        { "federated user", "GetSessionToken", "", NoSessionToken },
        { "federated user", "GetWebIdentityToken", Token, NotAuthorized },
        { "federated user", "GetDelegatedAccessToken", "TradeInToken=x", NotAuthorized },

        { "assumed root", "AssumeRole", Assume, NotAsRoot },
        { "assumed root", "GetCallerIdentity", "", null },
        { "assumed root", "GetFederationToken", "Name=Bob", NoFederation },
        { "assumed root", "GetSessionToken", "", NoSessionToken },
        { "assumed root", "GetWebIdentityToken", Token, NotAuthorized },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Credentials_by_operation(string caller, string operation, string parameters, string? refusal)
    {
        WireAnswer answer = await simulator.SendAsync(await KeyOfAsync(caller), operation, parameters);

        if (refusal is null)
        {
            answer.IsSuccessOf(operation);
        }
        else
        {
            Assert.InRange(answer.Status, 400, 403);
            Assert.Contains(refusal, answer.Message, StringComparison.Ordinal);
        }
    }

    private async Task<ClientKey> KeyOfAsync(string caller) => caller switch
    {
        "root" => RolesWorld.Root,
        "user" => RolesWorld.Alice,
        "powerless" => RolesWorld.Bob,
        "user session" => await IssueAsync(RolesWorld.Alice, "GetSessionToken"),
        "root session" => await IssueAsync(RolesWorld.Root, "GetSessionToken"),
        "role session" => await IssueAsync(RolesWorld.Alice, "AssumeRole", Assume),
        "federated user" => await IssueAsync(RolesWorld.Alice, "GetFederationToken", "Name=Fred&PolicyArns.member.1.arn=arn:aws:iam::aws:policy/AdministratorAccess"),
        _ => await IssueAsync(RolesWorld.Alice, "AssumeRoot", AssumeRoot),
    };

    private async Task<ClientKey> IssueAsync(ClientKey key, string operation, string parameters = "") =>
        (await simulator.SendAsync(key, operation, parameters)).Credentials();
}
