using Amazon.Runtime;

namespace StsSim.LoadTests.Clients.DotNet;

/// <summary>
/// The session of one pod, renewed by the SDK's own logic for credentials that expire: single flight, in the background
/// while what is held still lives, and before anything else when it does not. The session is asked for with the client
/// whose requests are counted; the SDK's own provider of a role would make one that nobody sees.
/// </summary>
internal sealed class PodCredentialProvider : RefreshingAWSCredentials
{
    // As the SDK's AssumeRoleAWSCredentials has it.
    private static readonly TimeSpan RenewalWindow = TimeSpan.FromMinutes(5);

    // The SDK (Core 4.0.102, measured) renews another minute earlier than it is told to, and has no setting for that: so
    // sessions that age faster are said to end later by what that minute is too long.
    private static readonly TimeSpan LastMinute = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _shift;
    private readonly Func<Task<IssuedSession>> _assumeRole;

    /// <param name="timeScale">How many times faster than the clock sessions age.</param>
    /// <param name="assumeRole">Asks for a session; it throws as the SDK does where there is none.</param>
    public PodCredentialProvider(int generation, double timeScale, Func<Task<IssuedSession>> assumeRole)
    {
        Generation = generation;
        _assumeRole = assumeRole;
        _shift = LastMinute - (LastMinute / timeScale);
        PreemptExpiryTime = RenewalWindow / timeScale;
    }

    public int Generation { get; }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        IssuedSession session = await _assumeRole().ConfigureAwait(false);
        ClientCredentials keys = session.Credentials;
        return new CredentialsRefreshState(
            new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken), (session.Expiration + _shift).UtcDateTime);
    }
}
