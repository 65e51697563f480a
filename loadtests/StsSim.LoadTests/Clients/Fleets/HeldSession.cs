namespace StsSim.LoadTests.Clients.Fleets;

/// <summary>A session as its caller keeps it.</summary>
/// <param name="RenewAt">When it is to be renewed; its <paramref name="Expiration"/> at the latest.</param>
internal sealed record HeldSession(ClientCredentials Keys, DateTimeOffset IssuedAt, DateTimeOffset Expiration, DateTimeOffset RenewAt)
{
    public static HeldSession Of(IssuedSession issued, DateTimeOffset now, double shareLeftAtRenewal) => new(
        issued.Credentials,
        now,
        issued.Expiration,
        issued.Expiration - ((issued.Expiration - now) * shareLeftAtRenewal));

    // A record prints its members; a secret must not be among them.
    public override string ToString() => Keys.AccessKeyId;
}
