using System.Buffers.Binary;
using System.Text;
using StsSim.Iam.Identities;

namespace StsSim.Iam.Credentials;

/// <summary>
/// The binary form of <see cref="SessionClaims"/>: a version byte, fixed fields, then texts as UTF-8, each after its
/// length in two bytes. Big-endian throughout.
/// </summary>
internal static class SessionClaimsCodec
{
    private const byte Version = 2;
    private const int FixedLength = 1 + 1 + 8 + Base32.ByteLength + Credentials.SecretAccessKey.ByteLength + 8 + 8 + 8 + 1;

    /// <summary>An upper bound of the encoded length.</summary>
    public static int MaximumLength(SessionClaims claims)
    {
        int length = FixedLength + Bound(claims.Name) + Bound(claims.IssuerId) + Bound(claims.Policy)
            + Bound(claims.SourceIdentity) + Bound(claims.FederatedProvider);
        return length + Bound(claims.PolicyArns) + Bound(claims.Tags) + Bound(claims.TransitiveTagKeys) + Bound(claims.FederatedContext);
    }

    public static int Write(SessionClaims claims, Span<byte> target)
    {
        target[0] = Version;
        target[1] = (byte)claims.Kind;
        BinaryPrimitives.WriteInt64BigEndian(target[2..], claims.Account.Number);
        Span<byte> secret = target.Slice(20, Credentials.SecretAccessKey.ByteLength);
        if (!claims.AccessKeyId.StartsWith(Credentials.AccessKeyId.Temporary, StringComparison.Ordinal)
            || !Credentials.AccessKeyId.TryReadRaw(claims.AccessKeyId, target.Slice(10, Base32.ByteLength))
            || !Convert.TryFromBase64String(claims.SecretAccessKey, secret, out int secretLength)
            || secretLength != secret.Length
            || claims.SecretAccessKey.Length != secret.Length / 3 * 4)
        {
            throw new ArgumentException("The credentials of a session have a temporary key id and a secret of AWS's form.", nameof(claims));
        }

        BinaryPrimitives.WriteInt64BigEndian(target[50..], claims.IssuedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(target[58..], claims.ExpiresAt.ToUnixTimeSeconds());

        BinaryPrimitives.WriteInt64BigEndian(target[66..], claims.MfaAuthenticatedAt?.ToUnixTimeSeconds() ?? 0);
        target[74] = claims.IsGlobal ? (byte)1 : (byte)0;

        int at = FixedLength;
        WriteText(claims.Name, target, ref at);
        WriteText(claims.IssuerId, target, ref at);
        WriteText(claims.Policy, target, ref at);
        WriteTexts(claims.PolicyArns, target, ref at);
        WritePairs(claims.Tags, target, ref at);
        WriteTexts(claims.TransitiveTagKeys, target, ref at);
        WriteText(claims.SourceIdentity, target, ref at);
        WriteText(claims.FederatedProvider, target, ref at);
        WritePairs(claims.FederatedContext, target, ref at);
        return at;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the bytes are authenticated, so only the version can be foreign.</summary>
    public static SessionClaims? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < FixedLength || source[0] != Version)
        {
            return null;
        }

        long mfaAuthenticatedAt = BinaryPrimitives.ReadInt64BigEndian(source[66..]);
        int at = FixedLength;
        return new SessionClaims
        {
            Kind = (SessionKind)source[1],
            Account = new AccountId(BinaryPrimitives.ReadInt64BigEndian(source[2..])),
            AccessKeyId = Credentials.AccessKeyId.FromRaw(Credentials.AccessKeyId.Temporary, source.Slice(10, Base32.ByteLength)),
            SecretAccessKey = Convert.ToBase64String(source.Slice(20, Credentials.SecretAccessKey.ByteLength)),
            IssuedAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(source[50..])),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(source[58..])),
            MfaAuthenticatedAt = mfaAuthenticatedAt == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(mfaAuthenticatedAt),
            IsGlobal = source[74] != 0,
            Name = ReadText(source, ref at),
            IssuerId = ReadText(source, ref at),
            Policy = ReadText(source, ref at),
            PolicyArns = ReadTexts(source, ref at),
            Tags = ReadPairs(source, ref at),
            TransitiveTagKeys = ReadTexts(source, ref at),
            SourceIdentity = ReadText(source, ref at),
            FederatedProvider = ReadText(source, ref at),
            FederatedContext = ReadPairs(source, ref at),
        };
    }

    private static int Bound(string text) => 2 + Encoding.UTF8.GetMaxByteCount(text.Length);

    private static int Bound(IReadOnlyList<string> texts)
    {
        int length = 2;
        for (int i = 0; i < texts.Count; i++)
        {
            length += Bound(texts[i]);
        }

        return length;
    }

    private static int Bound(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        int length = 2;
        for (int i = 0; i < pairs.Count; i++)
        {
            length += Bound(pairs[i].Key) + Bound(pairs[i].Value);
        }

        return length;
    }

    private static void WriteTexts(IReadOnlyList<string> texts, Span<byte> target, ref int at)
    {
        WriteCount(texts.Count, target, ref at);
        for (int i = 0; i < texts.Count; i++)
        {
            WriteText(texts[i], target, ref at);
        }
    }

    private static void WritePairs(IReadOnlyList<KeyValuePair<string, string>> pairs, Span<byte> target, ref int at)
    {
        WriteCount(pairs.Count, target, ref at);
        for (int i = 0; i < pairs.Count; i++)
        {
            WriteText(pairs[i].Key, target, ref at);
            WriteText(pairs[i].Value, target, ref at);
        }
    }

    private static void WriteText(string text, Span<byte> target, ref int at)
    {
        int length = Encoding.UTF8.GetBytes(text, target[(at + 2)..]);
        WriteCount(length, target, ref at);
        at += length;
    }

    private static void WriteCount(int count, Span<byte> target, ref int at)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target[at..], checked((ushort)count));
        at += 2;
    }

    private static string ReadText(ReadOnlySpan<byte> source, ref int at)
    {
        int length = ReadCount(source, ref at);
        string text = Encoding.UTF8.GetString(source.Slice(at, length));
        at += length;
        return text;
    }

    private static int ReadCount(ReadOnlySpan<byte> source, ref int at)
    {
        int count = BinaryPrimitives.ReadUInt16BigEndian(source[at..]);
        at += 2;
        return count;
    }

    private static string[] ReadTexts(ReadOnlySpan<byte> source, ref int at)
    {
        int count = ReadCount(source, ref at);
        string[] texts = count == 0 ? [] : new string[count];
        for (int i = 0; i < count; i++)
        {
            texts[i] = ReadText(source, ref at);
        }

        return texts;
    }

    private static KeyValuePair<string, string>[] ReadPairs(ReadOnlySpan<byte> source, ref int at)
    {
        int count = ReadCount(source, ref at);
        KeyValuePair<string, string>[] pairs = count == 0 ? [] : new KeyValuePair<string, string>[count];
        for (int i = 0; i < count; i++)
        {
            string key = ReadText(source, ref at);
            pairs[i] = new(key, ReadText(source, ref at));
        }

        return pairs;
    }
}
