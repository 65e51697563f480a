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
    ClusterLink cluster, AccountCache accounts, SignatureVerifier verifier, AuthenticationOptions options, TimeProvider time)
{
    private const string Service = "sts";

    // AWS forgets a session some weeks after it expired.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(14);

    /// <summary>Sets the call's caller and Region, or returns the refusal.</summary>
    public async ValueTask<AwsError?> AuthenticateAsync(StsCall call)
    {
        if (RequestSignature.Read(call.Request, call.Parameters, out RequestSignature? signature) is { } incomplete)
        {
            return incomplete;
        }

        if (signature is null)
        {
            return SignatureErrors.MissingAuthenticationToken;
        }

        (AwsError? unknown, Credentials found) = signature.SessionToken is { } token
            ? await FindSessionAsync(signature.Scope.AccessKeyId, token)
            : await FindKeyAsync(signature.Scope.AccessKeyId);
        if (unknown is not null && options.Mode == AuthenticationMode.Permissive)
        {
            (unknown, found) = await AcceptAsync(signature.Scope.AccessKeyId);
        }

        if (unknown is not null)
        {
            return unknown;
        }

        DateTimeOffset now = time.GetUtcNow();
        if (Verify(call, signature, found.SecretAccessKey, now) is { } mismatch)
        {
            return mismatch;
        }

        if (found.Caller.Session is { } session && session.ExpiresAt <= now)
        {
            return session.ExpiresAt + Forgotten <= now ? StsErrors.InvalidSessionToken : StsErrors.ExpiredToken;
        }

        call.Authenticated(found.Caller, signature.Scope.Region);
        return null;
    }

    private AwsError? Verify(StsCall call, RequestSignature signature, string secretAccessKey, DateTimeOffset now)
    {
        if (options.Mode == AuthenticationMode.Permissive)
        {
            return RegionName.IsValid(signature.Scope.Region) ? null : SignatureErrors.WrongRegion;
        }

        return verifier.Verify(call.Request, call.Parameters, signature, Service, secretAccessKey, now);
    }

    private async ValueTask<(AwsError? Error, Credentials Found)> FindKeyAsync(string accessKeyId)
    {
        if (cluster.Environment.AccountOf(accessKeyId) is not { } id
            || await accounts.FindAsync(id) is not { } account
            || account.FindKey(accessKeyId) is not { Active: true } key)
        {
            return (StsErrors.UnknownAccessKey, default);
        }

        return (null, new Credentials(Caller.WithKey(account, key), key.SecretAccessKey));
    }

    private async ValueTask<(AwsError? Error, Credentials Found)> FindSessionAsync(string accessKeyId, string token)
    {
        if (cluster.Environment.Sealer.Open(token) is not { } session
            || session.AccessKeyId != accessKeyId
            || !cluster.Environment.Exists(session.Account)
            || await accounts.FindAsync(session.Account) is not { } account
            || (session.Kind == SessionKind.FederatedUser && account.IsRevoked(session.Name, session.IssuedAt))
            || Caller.WithSession(account, session) is not { } caller)
        {
            return (StsErrors.InvalidSessionToken, default);
        }

        return (null, new Credentials(caller, session.SecretAccessKey));
    }

    // Permissive: whoever it is, it is somebody.
    private async ValueTask<(AwsError? Error, Credentials Found)> AcceptAsync(string accessKeyId)
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
