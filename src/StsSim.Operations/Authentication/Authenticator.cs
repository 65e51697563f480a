using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Clocks;
using StsSim.Operations.Cluster;
using StsSim.Operations.Sts;
using StsSim.Protocol;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;
using StsSim.Protocol.SigV4;

namespace StsSim.Operations.Authentication;

/// <summary>Finds out who calls: the key first, then the signature, then whether the session still lives.</summary>
public sealed class Authenticator(
    ClusterLink cluster,
    AccountCache accounts,
    PrincipalDirectory directory,
    WorldClock clock,
    SignatureVerifier verifier,
    AccessKeyUsage usage,
    AuthenticationOptions options)
{
    // AWS forgets a session some weeks after it expired.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(14);

    /// <summary>
    /// Finds out who a request says it is from, and so whose clock and faults it meets. Of an unsigned request that is the
    /// account of the role it asks for.
    /// </summary>
    public async ValueTask IdentifyAsync(AwsCall call)
    {
        CallerClaim claim = call.Operation.IsSigned ? await ReadClaimAsync(call.Request, call.Parameters) : default;
        Account? account = call.Operation.IsSigned ? claim.Caller?.Account : await directory.FindAccountAsync(call.Parameters.Find("RoleArn"u8));
        call.Claimed(claim, account, account is not null && cluster.Environment.IsLeased(account.Id));
        call.Clock = clock.Of(call.PayingAccount);
    }

    /// <summary>Verifies the claim, and sets the call's caller and Region, or returns the refusal.</summary>
    public AwsError? Verify(AwsCall call)
    {
        if (!call.Operation.IsSigned)
        {
            return null; // a signature is not needed, and one that is there says nothing
        }

        ref readonly CallerClaim claim = ref call.Claim;
        AwsError? refusal = Verify(
            claim, call.Request, call.Parameters, call.Operation.Service, call.Endpoint.Region, call.ReceivedAt, call.ServerTime);
        if (refusal is null)
        {
            call.Authenticated(claim.Caller!, claim.Signature.GetValueOrDefault().Scope.Region);
        }

        return refusal;
    }

    /// <summary>Who signed a request for STS that arrived somewhere else.</summary>
    public async ValueTask<(AwsError? Refusal, Caller? Caller)> AuthenticateAsync(WireRequest request, DateTimeOffset now)
    {
        using var parameters = new QueryParameters();
        if (parameters.DecodeQueryString(request.RawQuery) != DecodeOutcome.Decoded)
        {
            return (StsErrors.MalformedQueryString, null);
        }

        CallerClaim claim = await ReadClaimAsync(request, parameters);
        DateTimeOffset serverTime = now + clock.Of(claim.Caller?.Account).Skew;
        return (Verify(claim, request, parameters, "sts", endpointRegion: null, now, serverTime), claim.Caller);
    }

    private async ValueTask<CallerClaim> ReadClaimAsync(WireRequest request, QueryParameters parameters)
    {
        if (RequestSignature.Read(request, parameters, out RequestSignature? signature) is { } incomplete)
        {
            return new CallerClaim(Signature: null, incomplete, Caller: null);
        }

        if (signature is not { } signed)
        {
            return new CallerClaim(Signature: null, SignatureErrors.MissingAuthenticationToken, Caller: null);
        }

        (AwsError? refusal, bool isKnown, Credentials found) = signed.SessionToken is { } token
            ? await FindSessionAsync(signed.Scope.AccessKeyId, token)
            : await FindKeyAsync(signed.Scope.AccessKeyId);
        if (!isKnown && options.Mode == AuthenticationMode.Permissive)
        {
            (refusal, found) = await AcceptAsync(signed.Scope.AccessKeyId);
        }

        return new CallerClaim(signed, refusal, found.Caller, found.Key);
    }

    /// <param name="now">What sessions age by.</param>
    /// <param name="serverTime">What signatures are compared with.</param>
    private AwsError? Verify(
        in CallerClaim claim, WireRequest request, QueryParameters parameters, string service, string? endpointRegion, DateTimeOffset now, DateTimeOffset serverTime)
    {
        if (claim.Refusal is not null)
        {
            return claim.Refusal;
        }

        RequestSignature signature = claim.Signature.GetValueOrDefault(); // without one there is a refusal
        AwsError? refusal = options.Mode == AuthenticationMode.Permissive
            ? SignatureVerifier.CheckTerms(signature, service, endpointRegion, serverTime)
            : verifier.Verify(request, parameters, signature, service, endpointRegion, claim.SecretAccessKey, serverTime);
        refusal ??= claim.Caller!.Session is { } session ? CheckSession(session, signature.Scope.Region, now) : null;
        if (refusal is null)
        {
            NoteUse(claim, service, signature.Scope.Region, now);
        }

        return refusal;
    }

    private void NoteUse(in CallerClaim claim, string service, string region, DateTimeOffset now)
    {
        if (claim.Key is { } key)
        {
            usage.Note(key, claim.Caller!.Account.Id, service, region, now);
        }
        else if (claim.Caller!.Role is { } role)
        {
            usage.Note(role, service, region, now);
        }
    }

    private static AwsError? CheckSession(SessionClaims session, string region, DateTimeOffset now)
    {
        if (session.ExpiresAt <= now)
        {
            return session.ExpiresAt + Forgotten <= now ? StsErrors.InvalidSessionToken : StsErrors.ExpiredToken;
        }

        return session.IsGlobal && !DefaultRegions.Contains(region) ? StsErrors.InvalidSessionToken : null;
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
            ? (null, true, new Credentials(account.CallerWith(key), key))
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

        bool revoked = account.IsRevoked(session);
        return !revoked && Caller.WithSession(account, session) is { } caller
            ? (null, true, new Credentials(caller))
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

        return (null, new Credentials(Caller.AsUser(account, isAccount ? null : account.FirstUser)));
    }

    private readonly record struct Credentials(Caller Caller, LongTermKey? Key = null)
    {
        public override string ToString() => $"credentials of {Caller}";
    }
}
