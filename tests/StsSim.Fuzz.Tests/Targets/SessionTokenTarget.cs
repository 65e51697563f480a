using System.Security.Cryptography;
using System.Text;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Iam.Credentials;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>Sealed session tokens: one opens only where its bytes are those of a token that a key of the ring sealed, spelled as it was.</summary>
internal sealed class SessionTokenTarget : FuzzTarget
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private static readonly string[] Heads = ["\u0017\n\u0006er/aws\u0010", "!\n\torigin_ec"];

    private static readonly SessionTokenSealer Sealer = new(SampleRing.Keys);

    public override string Name => "session-token";

    public override IReadOnlyList<string> Reached => [Accepted, "foreign"];

    public override byte[] Change(byte[] start, FuzzDraw draw)
    {
        byte[] raw = new byte[start.Length];
        if (draw.OneIn(4) || !Convert.TryFromBase64String(Encoding.Latin1.GetString(start), raw, out int length))
        {
            return draw.OneIn(8) ? start : ByteMutator.Change(start, draw);
        }

        raw = raw[..length];
        switch (draw.Next(5))
        {
            case 0:
                raw = ByteMutator.Change(raw, draw);
                break;
            case 1:
                raw[draw.Next(Math.Min(raw.Length, 40))] ^= (byte)(1 << draw.Next(8)); // head, key id, nonce
                break;
            case 2:
                raw = raw[..draw.Next(raw.Length)];
                break;
            case 3:
                raw = Splice(raw, draw);
                break;
            default:
                raw[^(1 + draw.Next(TagLength))] ^= (byte)(1 << draw.Next(8));
                break;
        }

        return Encoding.ASCII.GetBytes(Convert.ToBase64String(raw, draw.OneIn(16) ? Base64FormattingOptions.InsertLineBreaks : Base64FormattingOptions.None));
    }

    protected override string Judge(byte[] input)
    {
        string token = Encoding.Latin1.GetString(input);
        if (Weigh(() => Sealer.Open(token)) is not { } claims)
        {
            return "foreign";
        }

        Assert.True(IsSealed(token), "A token opens that no key of the ring has sealed.");
        SessionClaims? again = Sealer.Open(Sealer.Seal(claims));
        Assert.NotNull(again);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(claims), System.Text.Json.JsonSerializer.Serialize(again));
        return Accepted;
    }

    // By the layout that the sealer documents: a head, the key's id, a nonce, what is sealed, a tag.
    private static bool IsSealed(string token)
    {
        byte[] raw = Convert.FromBase64String(token);
        int head = Heads.First(start => raw.AsSpan().StartsWith(Encoding.Latin1.GetBytes(start))).Length;
        uint id = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(raw.AsSpan(head));
        using var cipher = new AesGcm(SampleRing.Keys.Single(key => key.Id == id).Secret.Span, TagLength);
        int start = head + sizeof(uint) + NonceLength;
        byte[] plain = new byte[raw.Length - start - TagLength];
        cipher.Decrypt(raw.AsSpan(start - NonceLength, NonceLength), raw.AsSpan(start, plain.Length), raw.AsSpan(start + plain.Length), plain, raw.AsSpan(0, start - NonceLength));
        return Convert.ToBase64String(raw) == token;
    }

    private static byte[] Splice(byte[] raw, FuzzDraw draw)
    {
        byte[] other = new byte[64 * 1024];
        if (!Convert.TryFromBase64String(Encoding.Latin1.GetString(draw.Start()), other, out int length))
        {
            return raw;
        }

        int at = draw.Next(Math.Min(raw.Length, length));
        return draw.OneIn(2) ? [.. raw[..at], .. other[at..length]] : [.. raw[..at], .. other[at..Math.Min(length, at + 32)], .. raw[Math.Min(raw.Length, at + 32)..]];
    }
}
