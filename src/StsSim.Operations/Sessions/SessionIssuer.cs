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
    public async ValueTask<SessionCredentials> IssueAsync(SessionRequest request)
    {
        long number = await numbers.NextAsync();
        ClusterEnvironment environment = cluster.Environment;
        DateTimeOffset now = time.GetUtcNow();
        var claims = new SessionClaims
        {
            Kind = request.Kind,
            Account = request.Account,
            AccessKeyId = AccessKeyId.Encode(AccessKeyId.Temporary, request.Account, environment.Serials.Permute((ulong)number)),
            SecretAccessKey = SecretAccessKey.Create(),
            IssuedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((now + request.Duration).ToUnixTimeSeconds()),
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
        return new SessionCredentials(claims, environment.Sealer.Seal(claims));
    }
}
