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
        Account? account;
        if (call.Operation.IsSigned)
        {
            call.Presented(ReadSignature(call.Request, call.Parameters));
            Credentials found = await FindCredentialsAsync(call.Claim);
            account = found.Caller?.Account;
            call.Claimed(found.AddedTo(call.Claim), account, IsLeased(account));
        }
        else
        {
            account = await directory.FindAccountAsync(call.Parameters.Find("RoleArn"u8));
            call.Claimed(default, account, IsLeased(account));
        }

        call.Clock = clock.Of(account);
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

        CallerClaim claim = ReadSignature(request, parameters);
        claim = (await FindCredentialsAsync(claim)).AddedTo(claim);
        DateTimeOffset serverTime = now + clock.Of(claim.Caller?.Account).Skew;
        return (Verify(claim, request, parameters, "sts", endpointRegion: null, now, serverTime), claim.Caller);
    }

    private bool IsLeased(Account? account) => account is not null && cluster.Environment.IsLeased(account.Id);

    private static CallerClaim ReadSignature(WireRequest request, QueryParameters parameters)
    {
        AwsError? refusal = RequestSignature.Read(request, parameters, out RequestSignature? signature);
        return new CallerClaim(signature, refusal ?? (signature is null ? SignatureErrors.MissingAuthenticationToken : null), Caller: null);
    }

    private ValueTask<Credentials> FindCredentialsAsync(in CallerClaim claim) => claim.Signature is { } signature
        ? FindCredentialsAsync(signature.Scope.AccessKeyId, signature.SessionToken)
        : new ValueTask<Credentials>(new Credentials(claim.Refusal));

    private async ValueTask<Credentials> FindCredentialsAsync(string accessKeyId, string? sessionToken)
    {
        Credentials found = sessionToken is not null ? await FindSessionAsync(accessKeyId, sessionToken) : await FindKeyAsync(accessKeyId);
        return found.IsKnown || options.Mode != AuthenticationMode.Permissive ? found : await AcceptAsync(accessKeyId);
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
        Credentials found = sessionToken is not null
            ? await FindSessionAsync(accessKeyId, sessionToken)
            : await FindKeyAsync(accessKeyId ?? "");
        return found.Caller?.Session is { } session && session.ExpiresAt <= now ? null : found.Caller;
    }

    // Known and yet refused is a key that is switched off.
    private async ValueTask<Credentials> FindKeyAsync(string accessKeyId)
    {
        if (cluster.Environment.AccountOf(accessKeyId) is not { } id
            || await accounts.FindAsync(id) is not { } account
            || account.FindKey(accessKeyId) is not { } key)
        {
            return new Credentials(StsErrors.UnknownAccessKey);
        }

        return key.Active
            ? new Credentials(Refusal: null, IsKnown: true, account.CallerWith(key), key)
            : new Credentials(StsErrors.UnknownAccessKey, IsKnown: true);
    }

    // Known and yet refused is a session that was revoked, or whose user is no more.
    private async ValueTask<Credentials> FindSessionAsync(string? accessKeyId, string token)
    {
        if (cluster.Environment.Sealer.Open(token) is not { } session
            || (accessKeyId is not null && session.AccessKeyId != accessKeyId)
            || !cluster.Environment.Exists(session.Account)
            || await accounts.FindAsync(session.Account) is not { } account)
        {
            return new Credentials(StsErrors.InvalidSessionToken);
        }

        return !account.IsRevoked(session) && Caller.WithSession(account, session) is { } caller
            ? new Credentials(Refusal: null, IsKnown: true, caller)
            : new Credentials(StsErrors.InvalidSessionToken, IsKnown: true);
    }

    // Permissive: whoever it is, it is somebody.
    private async ValueTask<Credentials> AcceptAsync(string accessKeyId)
    {
        bool isAccount = AccountId.TryParse(accessKeyId, out AccountId named);
        if ((isAccount ? named : cluster.Environment.DefaultAccount) is not { } id
            || !cluster.Environment.Exists(id)
            || await accounts.FindAsync(id) is not { } account)
        {
            return new Credentials(StsErrors.UnknownAccessKey);
        }

        return new Credentials(Refusal: null, IsKnown: true, Caller.AsUser(account, isAccount ? null : account.FirstUser));
    }

    private readonly record struct Credentials(AwsError? Refusal, bool IsKnown = false, Caller? Caller = null, LongTermKey? Key = null)
    {
        public CallerClaim AddedTo(in CallerClaim claim) => claim with { Refusal = Refusal, Caller = Caller, Key = Key };

        public override string ToString() => $"credentials of {Caller}";
    }
}
