using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.Authentication;

/// <summary>Who made a request.</summary>
public sealed class Caller
{
    private Caller(Account account, User? user, SessionClaims? session)
    {
        Account = account;
        User = user;
        Session = session;
    }

    public Account Account { get; }

    /// <summary>The IAM user called with, or behind the session; <see langword="null"/> for the root user.</summary>
    public User? User { get; }

    /// <summary>The session called with, or <see langword="null"/> for a long-term key.</summary>
    public SessionClaims? Session { get; }

    public bool IsFederatedUser => Session?.Kind == SessionKind.FederatedUser;

    public bool IsRoot => User is null && !IsFederatedUser;

    /// <summary>As GetCallerIdentity shows it, and equal to <c>aws:userid</c>.</summary>
    public string UserId => IsFederatedUser ? $"{Account.Id}:{Session!.Name}" : User?.UserId ?? Account.Id.ToString();

    /// <summary>Identity policies that count; the root user needs none.</summary>
    public IdentityPolicies Policies => User?.Policies ?? IdentityPolicies.None;

    /// <summary>Whose sessions these are, as a token carries it.</summary>
    public string IssuerId => User?.UserId ?? Account.Id.ToString();

    public static Caller WithKey(Account account, LongTermKey key) => new(account, key.User, session: null);

    public static Caller AsUser(Account account, User? user) => new(account, user, session: null);

    /// <summary>The caller of a session, or <see langword="null"/> where the user behind it exists no more.</summary>
    public static Caller? WithSession(Account account, SessionClaims session)
    {
        if (session.IssuerId == account.Id.ToString())
        {
            return new Caller(account, user: null, session);
        }

        return account.FindUserById(session.IssuerId) is { } user ? new Caller(account, user, session) : null;
    }

    /// <summary>As GetCallerIdentity shows it. A user keeps its path; a session of a user is that user.</summary>
    public string ArnIn(string partition)
    {
        string account = Account.Id.ToString();
        return IsFederatedUser
            ? Arn.FederatedUser(partition, account, Session!.Name)
            : User is null ? Arn.Root(partition, account) : Arn.User(partition, account, User.Path, User.Name);
    }

    public override string ToString() => ArnIn("aws");
}
