using Amazon.Runtime;
using Amazon.SecurityToken.Model;

namespace StsSim.LoadTests.Clients.Fleets;

/// <summary>A session as its caller keeps it.</summary>
/// <param name="RenewAt">When it is to be renewed; its <paramref name="Expiration"/> at the latest.</param>
internal sealed record HeldSession(ImmutableCredentials Keys, DateTimeOffset IssuedAt, DateTimeOffset Expiration, DateTimeOffset RenewAt)
{
    public static HeldSession Of(Credentials issued, DateTimeOffset now, double shareLeftAtRenewal)
    {
        DateTimeOffset expiration = issued.Expiration?.ToUniversalTime() ?? now;
        return new HeldSession(
            new ImmutableCredentials(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken),
            now,
            expiration,
            expiration - ((expiration - now) * shareLeftAtRenewal));
    }

    // A record prints its members; a secret must not be among them.
    public override string ToString() => Keys.AccessKey;
}
