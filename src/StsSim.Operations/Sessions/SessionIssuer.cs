using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Iam.Credentials;
using StsSim.Operations.Cluster;
using StsSim.Operations.Ledgers;

namespace StsSim.Operations.Sessions;

/// <summary>
/// Makes the credentials of a new session, a unique key id, a random secret and the token that seals both, and notes it
/// for the ledger of its holder: the last step of an operation, which is refused no more.
/// </summary>
public sealed class SessionIssuer(
    ClusterLink cluster, AccessKeyNumbers numbers, LedgerJournal journal, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    public async ValueTask<SessionCredentials> IssueAsync(AwsCall call, SessionRequest request)
    {
        long number = await numbers.NextAsync();
        ClusterEnvironment environment = cluster.Environment;
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset granted = EndOf(now, request.Duration, call.Clock.SessionTimeScale);
        DateTimeOffset end = call.SessionEnd is { } early && now + early.After < granted ? Round(now + early.After) : granted;
        var claims = new SessionClaims
        {
            Kind = request.Kind,
            Account = request.Account,
            AccessKeyId = AccessKeyId.Encode(AccessKeyId.Temporary, request.Account, environment.Serials.Permute((ulong)number)),
            SecretAccessKey = SecretAccessKey.Create(),
            IssuedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            ExpiresAt = end,
            Name = request.Name,
            IssuerId = request.IssuerId,
            Policy = request.Policy,
            PolicyArns = request.PolicyArns,
            Tags = request.Tags,
            TransitiveTagKeys = request.TransitiveTagKeys,
            SourceIdentity = request.SourceIdentity,
            FederatedContext = request.FederatedContext,
            FederatedProvider = request.FederatedProvider,
            MfaAuthenticatedAt = request.WithMfa ? DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) : null,
            IsGlobal = request.IsGlobal,
        };
        var issued = new IssuedSession(
            claims.AccessKeyId, claims.IssuedAt, claims.ExpiresAt, claims.Kind == SessionKind.AssumedRole ? claims.Name : null);
        journal.Issued(claims.Account, SessionHolder.Of(claims), issued);
        DateTimeOffset announced = call.SessionEnd is { IsAnnounced: true } ? end : granted;
        call.SessionExpiresAt = announced;
        return new SessionCredentials(claims, environment.Sealer, announced + call.Clock.Skew);
    }

    // A compressed lifetime is to the nearest second what it was asked to be, and never nothing.
    private static DateTimeOffset EndOf(DateTimeOffset now, TimeSpan duration, double scale) => scale == 1
        ? DateTimeOffset.FromUnixTimeSeconds((now + duration).ToUnixTimeSeconds())
        : Round(now + TimeSpan.FromSeconds(Math.Max(1, duration.TotalSeconds / scale)));

    private static DateTimeOffset Round(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds((instant + TimeSpan.FromMilliseconds(500)).ToUnixTimeSeconds());
}
