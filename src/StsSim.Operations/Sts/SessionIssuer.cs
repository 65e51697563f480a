using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Credentials;
using StsSim.Operations.Authentication;
using StsSim.Operations.Cluster;

namespace StsSim.Operations.Sts;

/// <summary>Makes the credentials of a new session: a unique key id, a random secret and the token that seals both.</summary>
public sealed class SessionIssuer(ClusterLink cluster, AccessKeyNumbers numbers, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    /// <param name="kind">Whose session it will be.</param>
    /// <param name="name">The federated user's or the IAM user's name; empty for the root user.</param>
    public async ValueTask<SessionCredentials> IssueAsync(
        Caller caller,
        SessionKind kind,
        string name,
        TimeSpan duration,
        string? policy = null,
        IReadOnlyList<string>? policyArns = null,
        IReadOnlyList<KeyValuePair<string, string>>? tags = null)
    {
        long number = await numbers.NextAsync();
        ClusterEnvironment environment = cluster.Environment;
        DateTimeOffset now = time.GetUtcNow();
        var claims = new SessionClaims
        {
            Kind = kind,
            Account = caller.Account.Id,
            AccessKeyId = AccessKeyId.Encode(AccessKeyId.Temporary, caller.Account.Id, environment.Serials.Permute((ulong)number)),
            SecretAccessKey = SecretAccessKey.Create(),
            IssuedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((now + duration).ToUnixTimeSeconds()),
            Name = name,
            IssuerId = caller.IssuerId,
            Policy = policy ?? "",
            PolicyArns = policyArns ?? [],
            Tags = tags ?? [],
        };
        return new SessionCredentials(claims, environment.Sealer.Seal(claims));
    }
}
