using System.Security.Cryptography;

namespace StsSim.Iam.Credentials;

/// <summary>One key of the cluster's key ring.</summary>
/// <param name="Id">Names the key inside every token it sealed.</param>
/// <param name="Secret">Thirty-two random bytes.</param>
public sealed record SessionTokenKey(uint Id, ReadOnlyMemory<byte> Secret)
{
    public const int SecretLength = 32;

    public static SessionTokenKey Create(uint id) => new(id, RandomNumberGenerator.GetBytes(SecretLength));
}
