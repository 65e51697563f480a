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
    private const byte Version = 1;
    private const int FixedLength = 1 + 1 + 8 + Base32.ByteLength + Credentials.SecretAccessKey.ByteLength + 8 + 8;

    /// <summary>An upper bound of the encoded length.</summary>
    public static int MaximumLength(SessionClaims claims)
    {
        int length = FixedLength + (2 * 5) + Utf8Bound(claims.Name) + Utf8Bound(claims.IssuerId) + Utf8Bound(claims.Policy);
        foreach (string arn in claims.PolicyArns)
        {
            length += 2 + Utf8Bound(arn);
        }

        foreach ((string key, string value) in claims.Tags)
        {
            length += 4 + Utf8Bound(key) + Utf8Bound(value);
        }

        return length;
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

        int at = FixedLength;
        WriteText(claims.Name, target, ref at);
        WriteText(claims.IssuerId, target, ref at);
        WriteText(claims.Policy, target, ref at);
        WriteCount(claims.PolicyArns.Count, target, ref at);
        foreach (string arn in claims.PolicyArns)
        {
            WriteText(arn, target, ref at);
        }

        WriteCount(claims.Tags.Count, target, ref at);
        foreach ((string key, string value) in claims.Tags)
        {
            WriteText(key, target, ref at);
            WriteText(value, target, ref at);
        }

        return at;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the bytes are authenticated, so only the version can be foreign.</summary>
    public static SessionClaims? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < FixedLength || source[0] != Version)
        {
            return null;
        }

        int at = FixedLength;
        return new SessionClaims
        {
            Kind = (SessionKind)source[1],
            Account = new AccountId(BinaryPrimitives.ReadInt64BigEndian(source[2..])),
            AccessKeyId = Credentials.AccessKeyId.FromRaw(Credentials.AccessKeyId.Temporary, source.Slice(10, Base32.ByteLength)),
            SecretAccessKey = Convert.ToBase64String(source.Slice(20, Credentials.SecretAccessKey.ByteLength)),
            IssuedAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(source[50..])),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(source[58..])),
            Name = ReadText(source, ref at),
            IssuerId = ReadText(source, ref at),
            Policy = ReadText(source, ref at),
            PolicyArns = ReadTexts(source, ref at),
            Tags = ReadTags(source, ref at),
        };
    }

    private static int Utf8Bound(string text) => Encoding.UTF8.GetMaxByteCount(text.Length);

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

    private static KeyValuePair<string, string>[] ReadTags(ReadOnlySpan<byte> source, ref int at)
    {
        int count = ReadCount(source, ref at);
        KeyValuePair<string, string>[] tags = count == 0 ? [] : new KeyValuePair<string, string>[count];
        for (int i = 0; i < count; i++)
        {
            string key = ReadText(source, ref at);
            tags[i] = new(key, ReadText(source, ref at));
        }

        return tags;
    }
}
