using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.Authentication;

/// <summary>Who made a request: a long-term key's user or root user, or a session.</summary>
public sealed class Caller
{
    private PrincipalPolicies? _policies;

    private Caller(Account account, User? user, Role? role, SessionClaims? session)
    {
        Account = account;
        User = user;
        Role = role;
        Session = session;
    }

    public Account Account { get; }

    /// <summary>The IAM user called with, or behind the session; <see langword="null"/> for root users and roles.</summary>
    public User? User { get; }

    /// <summary>The role behind the session, or <see langword="null"/>.</summary>
    public Role? Role { get; }

    /// <summary>The session called with, or <see langword="null"/> for a long-term key.</summary>
    public SessionClaims? Session { get; }

    public bool IsFederatedUser => Session?.Kind == SessionKind.FederatedUser;

    public bool IsRoot => User is null && Role is null && !IsFederatedUser;

    /// <summary>As GetCallerIdentity shows it, and equal to <c>aws:userid</c>.</summary>
    public string UserId => this switch
    {
        { IsFederatedUser: true } => $"{Account.Id}:{Session!.Name}",
        { Role: { } role } => $"{role.RoleId}:{Session!.Name}",
        _ => User?.UserId ?? Account.IdText,
    };

    /// <summary>All that limits what the caller may do, session policies included.</summary>
    public PrincipalPolicies Policies => _policies ??= EffectivePolicies();

    /// <summary>
    /// Tags of the session, then of the user or role itself where the session does not override them. A federated user
    /// has the tags it was given and not those of the user that asked for it.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> Tags
    {
        get
        {
            IReadOnlyList<KeyValuePair<string, string>> session = Session?.Tags ?? [];
            IEnumerable<KeyValuePair<string, string>>? own = IsFederatedUser ? null : Role?.Tags ?? User?.Tags;
            return session.Concat((own ?? []).Where(tag => !session.Any(s => s.Key.Equals(tag.Key, StringComparison.OrdinalIgnoreCase))));
        }
    }

    /// <summary>The value of one of <see cref="Tags"/>, keys compared ignoring case.</summary>
    public string? FindTag(string key) =>
        Tags.FirstOrDefault(tag => tag.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;

    public static Caller WithKey(Account account, LongTermKey key) => new(account, key.User, role: null, session: null);

    public static Caller AsUser(Account account, User? user) => new(account, user, role: null, session: null);

    /// <summary>The caller of a session, or <see langword="null"/> where the user or role behind it exists no more.</summary>
    public static Caller? WithSession(Account account, SessionClaims session)
    {
        if (session.Kind == SessionKind.AssumedRole)
        {
            return account.FindRoleById(session.IssuerId) is { } role ? new Caller(account, user: null, role, session) : null;
        }

        if (session.IssuerId == account.IdText)
        {
            return new Caller(account, user: null, role: null, session);
        }

        return account.FindUserById(session.IssuerId) is { } user ? new Caller(account, user, role: null, session) : null;
    }

    /// <summary>Who this is to a policy; its ARN is what GetCallerIdentity shows. A user keeps its path, a role session does not.</summary>
    public Principal PrincipalIn(string partition)
    {
        string account = Account.IdText;
        return this switch
        {
            { IsFederatedUser: true } => new Principal
            {
                Type = PrincipalType.FederatedUser,
                Arn = Arn.FederatedUser(partition, account, Session!.Name),
                AccountId = account,
                UserArn = User?.PrincipalIn(partition).Arn,
                UniqueId = User?.UserId,
            },
            { Role: { } role } => new Principal
            {
                Type = PrincipalType.AssumedRole,
                Arn = Arn.AssumedRole(partition, account, role.Name, Session!.Name),
                AccountId = account,
                RoleArn = role.ArnIn(partition),
                UniqueId = role.RoleId,
            },
            { User: { } user } => user.PrincipalIn(partition),
            _ => new Principal { Type = PrincipalType.Account, Arn = Arn.Root(partition, account), AccountId = account },
        };
    }

    public override string ToString() => PrincipalIn(Partition.Commercial).Arn;

    private PrincipalPolicies EffectivePolicies()
    {
        PrincipalPolicies own = Role?.Policies ?? User?.PoliciesIn(Account) ?? Account.RootPolicies;
        return Session switch
        {
            null => own,

            // A task policy only denies: the root user has everything else, and needs no policy that allows it.
            { Kind: SessionKind.AssumedRoot } => own with { Identity = SessionPolicySet.Of(Session, Account) ?? PolicySet.Empty },
            _ => own with { Session = SessionPolicySet.Of(Session, Account) },
        };
    }
}
