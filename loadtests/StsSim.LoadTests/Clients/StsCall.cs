using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.LoadTests.Clients;

/// <summary>One call of an STS operation through the SDK.</summary>
/// <param name="InvokeAsync">Given the SDK's client and the session's name; the result is null where the operation issues no session.</param>
internal sealed record StsCall(
    string Operation, Func<AmazonSecurityTokenServiceClient, string, CancellationToken, Task<Credentials?>> InvokeAsync)
{
    /// <summary>The shortest session that STS issues.</summary>
    public const int ShortestSession = 900;

    public static StsCall GetCallerIdentity { get; } = new(nameof(GetCallerIdentity), async (sdk, _, cancellationToken) =>
    {
        await sdk.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false);
        return null;
    });

    public static StsCall GetFederationToken(int sessionSeconds = ShortestSession) => new(nameof(GetFederationToken), async (sdk, name, cancellationToken) =>
    {
        var request = new GetFederationTokenRequest { Name = name, DurationSeconds = sessionSeconds };
        return (await sdk.GetFederationTokenAsync(request, cancellationToken).ConfigureAwait(false)).Credentials;
    });

    public static StsCall AssumeRole(string roleArn, int sessionSeconds) => new(nameof(AssumeRole), async (sdk, name, cancellationToken) =>
    {
        var request = new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = name, DurationSeconds = sessionSeconds };
        return (await sdk.AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false)).Credentials;
    });

    public static StsCall AssumeRoleWithWebIdentity(string roleArn, string token, int sessionSeconds) =>
        new(nameof(AssumeRoleWithWebIdentity), async (sdk, name, cancellationToken) =>
        {
            var request = new AssumeRoleWithWebIdentityRequest
            {
                RoleArn = roleArn,
                RoleSessionName = name,
                WebIdentityToken = token,
                DurationSeconds = sessionSeconds,
            };
            return (await sdk.AssumeRoleWithWebIdentityAsync(request, cancellationToken).ConfigureAwait(false)).Credentials;
        });

    // A record prints its members, and a token is none of anybody's business.
    public override string ToString() => Operation;
}
