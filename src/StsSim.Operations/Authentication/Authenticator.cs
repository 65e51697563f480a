using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Cluster;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.SigV4;

namespace StsSim.Operations.Authentication;

/// <summary>Finds out who calls: the key first, then the signature, then whether the session still lives.</summary>
public sealed class Authenticator(
    ClusterLink cluster, AccountCache accounts, SignatureVerifier verifier, AuthenticationOptions options)
{
    private const string Service = "sts";

    // AWS forgets a session some weeks after it expired.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(14);

    /// <summary>Sets the call's caller and Region, or returns the refusal.</summary>
    public async ValueTask<AwsError?> AuthenticateAsync(StsCall call)
    {
        if (!call.Operation.IsSigned)
        {
            return null; // a signature is not needed, and one that is there says nothing
        }

        if (RequestSignature.Read(call.Request, call.Parameters, out RequestSignature? signature) is { } incomplete)
        {
            return incomplete;
        }

        if (signature is null)
        {
            return SignatureErrors.MissingAuthenticationToken;
        }

        (AwsError? refusal, bool isKnown, Credentials found) = signature.SessionToken is { } token
            ? await FindSessionAsync(signature.Scope.AccessKeyId, token)
            : await FindKeyAsync(signature.Scope.AccessKeyId);
        if (!isKnown && options.Mode == AuthenticationMode.Permissive)
        {
            (refusal, found) = await AcceptAsync(signature.Scope.AccessKeyId);
        }

        if (refusal is not null)
        {
            return refusal;
        }

        DateTimeOffset now = call.ReceivedAt;
        if (Verify(call, signature, found.SecretAccessKey, now) is { } mismatch)
        {
            return mismatch;
        }

        if (found.Caller.Session is { } session && session.ExpiresAt <= now)
        {
            return session.ExpiresAt + Forgotten <= now ? StsErrors.InvalidSessionToken : StsErrors.ExpiredToken;
        }

        if (found.Caller.Session is { IsGlobal: true } && !DefaultRegions.Contains(signature.Scope.Region))
        {
            return StsErrors.InvalidSessionToken;
        }

        call.Authenticated(found.Caller, signature.Scope.Region);
        return null;
    }

    /// <summary>
    /// The caller that a key id or a session token stands for, without a signature: for the control API, whose users may
    /// ask about anybody. <see langword="null"/> for what is unknown, switched off, revoked or expired.
    /// </summary>
    public async ValueTask<Caller?> FindCallerAsync(string? accessKeyId, string? sessionToken, DateTimeOffset now)
    {
        (_, _, Credentials found) = sessionToken is not null
            ? await FindSessionAsync(accessKeyId, sessionToken)
            : await FindKeyAsync(accessKeyId ?? "");
        return found.Caller?.Session is { } session && session.ExpiresAt <= now ? null : found.Caller;
    }

    private AwsError? Verify(StsCall call, RequestSignature signature, string secretAccessKey, DateTimeOffset now) =>
        options.Mode == AuthenticationMode.Permissive
            ? SignatureVerifier.CheckTerms(signature, Service, call.Endpoint.Region, now)
            : verifier.Verify(call.Request, call.Parameters, signature, Service, call.Endpoint.Region, secretAccessKey, now);

    // Known and yet refused is a key that is switched off.
    private async ValueTask<(AwsError? Refusal, bool IsKnown, Credentials Found)> FindKeyAsync(string accessKeyId)
    {
        if (cluster.Environment.AccountOf(accessKeyId) is not { } id
            || await accounts.FindAsync(id) is not { } account
            || account.FindKey(accessKeyId) is not { } key)
        {
            return (StsErrors.UnknownAccessKey, false, default);
        }

        return key.Active
            ? (null, true, new Credentials(Caller.WithKey(account, key), key.SecretAccessKey))
            : (StsErrors.UnknownAccessKey, true, default);
    }

    // Known and yet refused is a session that was revoked, or whose user is no more.
    private async ValueTask<(AwsError? Refusal, bool IsKnown, Credentials Found)> FindSessionAsync(string? accessKeyId, string token)
    {
        if (cluster.Environment.Sealer.Open(token) is not { } session
            || (accessKeyId is not null && session.AccessKeyId != accessKeyId)
            || !cluster.Environment.Exists(session.Account)
            || await accounts.FindAsync(session.Account) is not { } account)
        {
            return (StsErrors.InvalidSessionToken, false, default);
        }

        bool revoked = session.Kind == SessionKind.FederatedUser && account.IsRevoked(session.Name, session.IssuedAt);
        return !revoked && Caller.WithSession(account, session) is { } caller
            ? (null, true, new Credentials(caller, session.SecretAccessKey))
            : (StsErrors.InvalidSessionToken, true, default);
    }

    // Permissive: whoever it is, it is somebody.
    private async ValueTask<(AwsError? Refusal, Credentials Found)> AcceptAsync(string accessKeyId)
    {
        bool isAccount = AccountId.TryParse(accessKeyId, out AccountId named);
        if ((isAccount ? named : cluster.Environment.DefaultAccount) is not { } id
            || !cluster.Environment.Exists(id)
            || await accounts.FindAsync(id) is not { } account)
        {
            return (StsErrors.UnknownAccessKey, default);
        }

        return (null, new Credentials(Caller.AsUser(account, isAccount ? null : account.FirstUser), SecretAccessKey: ""));
    }

    private readonly record struct Credentials(Caller Caller, string SecretAccessKey)
    {
        public override string ToString() => $"credentials of {Caller}";
    }
}
