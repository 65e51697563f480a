using System.Buffers;
using StsSim.Iam.Credentials;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sessions;

/// <summary>The credentials of a new session, and their element in an answer.</summary>
/// <param name="Sealer">Seals the session into the token that the client gets.</param>
/// <param name="Expiration">What the client is told, by the clock that it sees: not always when the session ends.</param>
public readonly record struct SessionCredentials(SessionClaims Claims, SessionTokenSealer Sealer, DateTimeOffset Expiration)
{
    public void WriteTo(ResultWriter result)
    {
        result.BeginStructure("Credentials"u8);
        result.Member("AccessKeyId"u8, Claims.AccessKeyId);
        result.Member("SecretAccessKey"u8, Claims.SecretAccessKey);
        byte[] token = ArrayPool<byte>.Shared.Rent(SessionTokenSealer.MaximumLength(Claims));
        result.Member("SessionToken"u8, token.AsSpan(0, Sealer.Seal(Claims, token)));
        ArrayPool<byte>.Shared.Return(token);
        result.Member("Expiration"u8, Expiration);
        result.EndStructure("Credentials"u8);
    }

    public override string ToString() => $"credentials {Claims.AccessKeyId}";
}
