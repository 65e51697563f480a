using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.Iam.Credentials;

/// <summary>
/// Seals messages that leave the cluster and come back, such as encoded authorization messages: AES-256-GCM under keys
/// derived from the key ring for one purpose, so that no message passes for another kind. Spelled in base64url.
/// </summary>
/// <param name="keys">The ring, the key that seals first.</param>
/// <param name="purpose">What the messages are; the same on both sides.</param>
public sealed class MessageSealer(IReadOnlyList<SessionTokenKey> keys, string purpose)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = sizeof(uint) + NonceLength;

    private readonly (uint Id, byte[] Key)[] _keys = [.. keys.Select(key => (key.Id, Derive(key, purpose)))];

    public string Seal(ReadOnlySpan<byte> message)
    {
        byte[] sealedMessage = new byte[HeaderLength + message.Length + TagLength];
        (uint id, byte[] key) = _keys[0];
        BinaryPrimitives.WriteUInt32BigEndian(sealedMessage, id);
        Span<byte> nonce = sealedMessage.AsSpan(sizeof(uint), NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, message, sealedMessage.AsSpan(HeaderLength, message.Length), sealedMessage.AsSpan(HeaderLength + message.Length));
        return Base64Url.EncodeToString(sealedMessage);
    }

    /// <summary>The message, or <see langword="null"/> for anything this ring did not seal for this purpose.</summary>
    public byte[]? Open(string text)
    {
        if (text.AsSpan().ContainsAny(" \t\r\n") || !Base64Url.IsValid(text))
        {
            return null;
        }

        byte[] sealedMessage = Base64Url.DecodeFromChars(text);
        if (sealedMessage.Length < HeaderLength + TagLength)
        {
            return null;
        }

        uint id = BinaryPrimitives.ReadUInt32BigEndian(sealedMessage);
        byte[]? key = Array.Find(_keys, held => held.Id == id).Key;
        byte[] message = new byte[sealedMessage.Length - HeaderLength - TagLength];
        if (key is null)
        {
            return null;
        }

        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(
                sealedMessage.AsSpan(sizeof(uint), NonceLength),
                sealedMessage.AsSpan(HeaderLength, message.Length),
                sealedMessage.AsSpan(HeaderLength + message.Length),
                message);
            return message;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Derive(SessionTokenKey key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret.ToArray(), SessionTokenKey.SecretLength, info: Encoding.UTF8.GetBytes(purpose));
}
