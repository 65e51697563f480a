using StsSim.Iam.Credentials;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sessions;

/// <summary>The credentials of a new session, and their element in an answer.</summary>
public readonly record struct SessionCredentials(SessionClaims Claims, string SessionToken)
{
    public void WriteTo(ResultWriter result)
    {
        result.BeginStructure("Credentials"u8);
        result.Member("AccessKeyId"u8, Claims.AccessKeyId);
        result.Member("SecretAccessKey"u8, Claims.SecretAccessKey);
        result.Member("SessionToken"u8, SessionToken);
        result.Member("Expiration"u8, Claims.ExpiresAt);
        result.EndStructure("Credentials"u8);
    }

    public override string ToString() => $"credentials {Claims.AccessKeyId}";
}
