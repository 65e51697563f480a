using StsSim.Iam.Credentials;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sessions;

/// <summary>The credentials of a new session, and their element in an answer.</summary>
/// <param name="Expiration">What the client is told, by the clock that it sees: not always when the session ends.</param>
public readonly record struct SessionCredentials(SessionClaims Claims, string SessionToken, DateTimeOffset Expiration)
{
    public void WriteTo(ResultWriter result)
    {
        result.BeginStructure("Credentials"u8);
        result.Member("AccessKeyId"u8, Claims.AccessKeyId);
        result.Member("SecretAccessKey"u8, Claims.SecretAccessKey);
        result.Member("SessionToken"u8, SessionToken);
        result.Member("Expiration"u8, Expiration);
        result.EndStructure("Credentials"u8);
    }

    public override string ToString() => $"credentials {Claims.AccessKeyId}";
}
