using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Iam.Users;
using StsSim.Operations.Observation;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sts;
using StsSim.Operations.Tests.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Faults;

/// <summary>An account with a user and a role, and calls of theirs as rules meet them: identified, and not yet verified.</summary>
internal sealed class FaultCaller : IDisposable
{
    public const string UserKey = "AKIARZPUZDIKUSERKEY2";
    public const string SessionKey = "ASIARZPUZDIKSESSION2";

    private const string RoleId = "AROABP3PALK3KTQTNRTMK";
    private const string UserId = "AIDABP3PALK3KTQTNRTMK";

    private static readonly AwsOperation GetCallerIdentity = new GetCallerIdentity();
    private static readonly AwsOperation GetFederationToken = new GetFederationToken(null!, null!);
    private static readonly AwsOperation AssumeRole = new AssumeRole(null!, null!, null!, null!, null!);
    private static readonly AwsOperation GetUser = new GetUser(null!);

    private readonly StsInstruments _instruments = new();

    public FaultCaller(Misbehaviour? misbehaviour = null)
    {
        var snapshot = new AccountSnapshot
        {
            Version = 1,
            Quotas = AccountQuotas.Aws,
            Misbehaviour = misbehaviour ?? Misbehaviour.None,
            Account = new AccountDefinition
            {
                AccountId = "123456789012",
                Users =
                [
                    new UserDefinition
                    {
                        Name = "Alice", Path = "/team/", UserId = UserId,
                        AccessKeys = [new AccessKeyDefinition(UserKey, "user-secret", Active: true)],
                    },
                ],
                Roles = [new RoleDefinition { Name = "app", Path = "/team/", RoleId = RoleId, TrustPolicy = """{"Version":"2012-10-17","Statement":[]}""" }],
            },
        };
        Account = new Account(snapshot, new AccountLeases(new AccountId(123_456_789_012), 1, KnownGrains.None, TimeProvider.System, _instruments));
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public Account Account { get; }

    public Caller User => Caller.WithKey(Account, Account.FindKey(UserKey)!);

    public Caller RoleSession(string name, DateTimeOffset? issuedAt = null) =>
        Caller.WithSession(Account, Session(SessionKind.AssumedRole, name, RoleId, issuedAt))!;

    public Caller FederatedUser(string name) => Caller.WithSession(Account, Session(SessionKind.FederatedUser, name, UserId))!;

    /// <summary>A call by a user's key, or a session's.</summary>
    /// <param name="form">The parameters, <c>Action</c> among them.</param>
    public AwsCall Call(string form, ClientRequest? request = null, Caller? caller = null, string region = "us-east-1")
    {
        caller ??= User;
        string key = caller.Session is null ? UserKey : SessionKey;
        List<(string, string)> signature =
        [
            ("Authorization", $"AWS4-HMAC-SHA256 Credential={key}/20261127/{region}/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=00"),
            ("X-Amz-Date", "20261127T120000Z"),
        ];
        if (caller.Session is not null)
        {
            signature.Add(("X-Amz-Security-Token", "sealed"));
        }

        AwsCall call = Unsigned(form, request);
        Assert.Null(Protocol.SigV4.RequestSignature.Read(new ClientRequest(signature), call.Parameters, out Protocol.SigV4.RequestSignature? read));
        call.Claimed(new CallerClaim(read, Refusal: null, caller, Key: caller.Session is null ? Account.FindKey(UserKey) : null), Account, isLeased: false);
        return call;
    }

    /// <summary>A call that nobody signed, for the account of the role it asks for.</summary>
    public static AwsCall Unsigned(string form, ClientRequest? request = null, Account? payer = null)
    {
        var call = new AwsCall(new RequestLimits());
        call.Begin(request ?? new ClientRequest(), Now);
        Assert.Equal(Protocol.Query.DecodeOutcome.Decoded, call.Parameters.DecodeBody(System.Text.Encoding.UTF8.GetBytes(form)));
        string action = call.Parameters.Find("Action"u8)!;
        call.Operation = new[] { GetCallerIdentity, GetFederationToken, AssumeRole, GetUser }.Single(operation => operation.Name == action);
        call.Claimed(default, payer, isLeased: false);
        return call;
    }

    public void Dispose() => _instruments.Dispose();

    private SessionClaims Session(SessionKind kind, string name, string issuer, DateTimeOffset? issuedAt = null) => new()
    {
        Kind = kind,
        Account = Account.Id,
        AccessKeyId = SessionKey,
        SecretAccessKey = "session-secret",
        Name = name,
        IssuerId = issuer,
        IssuedAt = issuedAt ?? Now,
        ExpiresAt = Now.AddHours(1),
    };
}
