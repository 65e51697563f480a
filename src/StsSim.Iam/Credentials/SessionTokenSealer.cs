using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.Iam.Credentials;

/// <summary>
/// Seals sessions into tokens and opens them again: AES-256-GCM under a key ring, random nonces, and the shape of a
/// real token from its first characters to its length: of a Regional ("v2") or a global ("v1") one.
/// </summary>
/// <remarks>
/// Layout before base 64: the head of a real token, key id (4 bytes), nonce (12), sealed claims, tag (16). Head and key
/// id are authenticated. Claims are padded to a random length, so that tokens differ in length and in base 64 padding
/// as AWS's do, and clients are held to treating them as opaque.
/// </remarks>
public sealed class SessionTokenSealer : IDisposable
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    // AWS promises no maximum; a header that long is no token of ours.
    private const int MaximumTokenLength = 16 * 1024;
    private const int TypicalClaimsLength = 470;
    private const int TypicalGlobalClaimsLength = 230;
    private const int MaximumJitter = 48;

    // A cipher holds one OpenSSL context and so belongs to one thread.
    private readonly Dictionary<uint, ThreadLocal<AesGcm>> _ciphers = [];
    private readonly uint _current;

    /// <param name="keys">The ring, the key that seals first; the others only open what they once sealed.</param>
    public SessionTokenSealer(IReadOnlyList<SessionTokenKey> keys)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count);
        foreach (SessionTokenKey key in keys)
        {
            _ciphers.Add(key.Id, new ThreadLocal<AesGcm>(() => new AesGcm(key.Secret.Span, TagLength), trackAllValues: true));
        }

        _current = keys[0].Id;
    }

    private static ReadOnlySpan<byte> RegionalHead => "\u0021\u000a\u0009origin_ec"u8;

    private static ReadOnlySpan<byte> GlobalHead => "\u0017\u000a\u0006er/aws\u0010"u8;

    public string Seal(SessionClaims claims)
    {
        byte[] token = ArrayPool<byte>.Shared.Rent(MaximumLength(claims));
        string text = Encoding.ASCII.GetString(token, 0, Seal(claims, token));
        ArrayPool<byte>.Shared.Return(token);
        return text;
    }

    /// <summary>Seals a session into a token, in ASCII.</summary>
    /// <param name="token">At least <see cref="MaximumLength"/> bytes.</param>
    /// <returns>The token's length.</returns>
    public int Seal(SessionClaims claims, Span<byte> token)
    {
        ReadOnlySpan<byte> head = claims.IsGlobal ? GlobalHead : RegionalHead;
        int headerLength = HeaderLength(head);
        byte[] plain = ArrayPool<byte>.Shared.Rent(PaddedBound(claims));
        try
        {
            int length = Pad(plain, SessionClaimsCodec.Write(claims, plain.AsSpan(2)), claims.IsGlobal ? TypicalGlobalClaimsLength : TypicalClaimsLength);
            Span<byte> header = token[..headerLength];
            head.CopyTo(header);
            BinaryPrimitives.WriteUInt32BigEndian(header[head.Length..], _current);
            Span<byte> nonce = header[^NonceLength..];
            RandomBytes.Fill(nonce);
            _ciphers[_current].Value!.Encrypt(
                nonce,
                plain.AsSpan(0, length),
                token.Slice(headerLength, length),
                token.Slice(headerLength + length, TagLength),
                header[..^NonceLength]);
            Base64.EncodeToUtf8InPlace(token, headerLength + length + TagLength, out int written);
            return written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    /// <summary>How long the token of a session can be at most.</summary>
    public static int MaximumLength(SessionClaims claims) => Base64.GetMaxEncodedToUtf8Length(HeaderLength(RegionalHead) + PaddedBound(claims) + TagLength);

    /// <summary>The session in a token, or <see langword="null"/> for anything this ring did not seal.</summary>
    public SessionClaims? Open(ReadOnlySpan<char> token)
    {
        if (token.Length > MaximumTokenLength)
        {
            return null;
        }

        byte[] raw = ArrayPool<byte>.Shared.Rent(token.Length);
        byte[] plain = ArrayPool<byte>.Shared.Rent(token.Length);
        try
        {
            if (!Convert.TryFromBase64Chars(token, raw, out int rawLength) || !IsCanonical(token, raw.AsSpan(0, rawLength)))
            {
                return null;
            }

            ReadOnlySpan<byte> head = raw.AsSpan(0, rawLength).StartsWith(GlobalHead) ? GlobalHead : RegionalHead;
            int headerLength = HeaderLength(head);
            if (rawLength <= headerLength + TagLength + 2)
            {
                return null;
            }

            ReadOnlySpan<byte> header = raw.AsSpan(0, headerLength);
            uint keyId = BinaryPrimitives.ReadUInt32BigEndian(header[head.Length..]);
            if (!header.StartsWith(head) || !_ciphers.TryGetValue(keyId, out ThreadLocal<AesGcm>? cipher))
            {
                return null;
            }

            int length = rawLength - headerLength - TagLength;
            try
            {
                cipher.Value!.Decrypt(
                    header[^NonceLength..],
                    raw.AsSpan(headerLength, length),
                    raw.AsSpan(headerLength + length, TagLength),
                    plain.AsSpan(0, length),
                    header[..^NonceLength]);
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }

            int claimsLength = BinaryPrimitives.ReadUInt16BigEndian(plain);
            return SessionClaimsCodec.Read(plain.AsSpan(2, claimsLength));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    public void Dispose()
    {
        foreach (ThreadLocal<AesGcm> cipher in _ciphers.Values)
        {
            foreach (AesGcm perThread in cipher.Values)
            {
                perThread.Dispose();
            }

            cipher.Dispose();
        }
    }

    private static int PaddedBound(SessionClaims claims) => SessionClaimsCodec.MaximumLength(claims) + TypicalClaimsLength + MaximumJitter + 2;

    private static int HeaderLength(ReadOnlySpan<byte> head) => head.Length + sizeof(uint) + NonceLength;

    // Base 64 has several spellings of the same bytes (white space, spare bits); a token has one.
    private static bool IsCanonical(ReadOnlySpan<char> token, ReadOnlySpan<byte> raw)
    {
        char[] spelled = ArrayPool<char>.Shared.Rent(token.Length);
        bool same = Convert.TryToBase64Chars(raw, spelled, out int length) && token.SequenceEqual(spelled.AsSpan(0, length));
        ArrayPool<char>.Shared.Return(spelled);
        return same;
    }

    // Two bytes of length, the claims, and zeros up to a typical token's length plus a draw.
    private static int Pad(Span<byte> plain, int claimsLength, int typicalLength)
    {
        BinaryPrimitives.WriteUInt16BigEndian(plain, checked((ushort)claimsLength));
        int padded = Math.Max(claimsLength, typicalLength) + RandomBytes.Next(MaximumJitter);
        plain[(2 + claimsLength)..(2 + padded)].Clear();
        return 2 + padded;
    }
}
