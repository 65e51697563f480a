using System.Security.Cryptography;
using StsSim.Iam.Credentials;

namespace StsSim.Iam.Tests.Credentials;

/// <summary>Whatever the ring did not seal, to the last bit, is refused and never throws.</summary>
public sealed class ForgedSessionTokenTests : IDisposable
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

    private readonly SessionTokenSealer _sealer = new([SessionTokenKey.Create(1), SessionTokenKey.Create(0)]);

    public static TheoryData<int> Paddings => [0, 1, 2];

    public void Dispose() => _sealer.Dispose();

    [Theory]
    [MemberData(nameof(Paddings))]
    public void Every_flipped_bit_is_noticed(int padding)
    {
        string token = Seal(padding);
        char[] forged = token.ToCharArray();
        for (int i = 0; i < token.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                forged[i] = (char)(token[i] ^ (1 << bit));
                Assert.Null(_sealer.Open(forged));
            }

            forged[i] = token[i];
        }

        Assert.NotNull(_sealer.Open(forged));
    }

    [Theory]
    [MemberData(nameof(Paddings))]
    public void Every_other_character_is_noticed(int padding)
    {
        string token = Seal(padding);
        char[] forged = token.ToCharArray();
        IEnumerable<int> positions = Enumerable.Range(0, token.Length).Where(i => i < 24 || i % 31 == 0 || i >= token.Length - 8);
        foreach (int i in positions)
        {
            foreach (char c in Base64.Where(c => c != token[i]))
            {
                forged[i] = c;
                Assert.Null(_sealer.Open(forged));
            }

            forged[i] = token[i];
        }

        Assert.NotNull(_sealer.Open(forged));
    }

    [Theory]
    [MemberData(nameof(Paddings))]
    public void White_space_and_other_spellings_of_base64_are_refused(int padding)
    {
        string token = Seal(padding);
        foreach (string space in (string[])[" ", "\n", "\r\n", "\t", "    "])
        {
            Assert.Null(_sealer.Open(space + token));
            Assert.Null(_sealer.Open(token + space));
            Assert.Null(_sealer.Open(token.Insert(token.Length / 2, space)));
            Assert.Null(_sealer.Open(token.Insert(token.Length - 1, space)));
        }

        Assert.Null(_sealer.Open(token + "="));
        Assert.Null(_sealer.Open(token + "===="));
        if (padding > 0)
        {
            Assert.Null(_sealer.Open(token.TrimEnd('=')));
        }
    }

    [Fact]
    public void A_part_of_a_token_is_none()
    {
        string token = Seal(0);
        for (int length = 0; length < token.Length; length++)
        {
            Assert.Null(_sealer.Open(token.AsSpan(0, length)));
            Assert.Null(_sealer.Open(token.AsSpan(token.Length - length)));
        }

        Assert.Null(_sealer.Open(token + token));
    }

    [Fact]
    public void Key_ids_of_the_ring_cannot_be_exchanged()
    {
        byte[] raw = Convert.FromBase64String(Seal(0));
        Assert.Equal([0, 0, 0, 1], raw[12..16]);
        raw[15] = 0;
        Assert.Null(_sealer.Open(Convert.ToBase64String(raw)));
    }

    [Fact]
    public void Tokens_without_content_are_refused()
    {
        byte[] head = Convert.FromBase64String("IQoJb3JpZ2luX2Vj");
        for (int length = 0; length < 80; length++)
        {
            byte[] raw = [.. head, 0, 0, 0, 1, .. RandomNumberGenerator.GetBytes(length)];
            Assert.Null(_sealer.Open(Convert.ToBase64String(raw)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("IQoJb3JpZ2luX2Vj")]
    [InlineData("FwoGZXIvYXdzEBYaDHqa0AP1EXAMPLE")]
    [InlineData("token")]
    [InlineData("žluťoučký")]
    [InlineData("\0\0\0\0")]
    [InlineData("====")]
    public void Texts_that_are_no_token_are_refused(string text)
    {
        Assert.Null(_sealer.Open(text));
    }

    [Fact]
    public void Random_texts_are_refused_however_long()
    {
        var random = new Random(13);
        foreach (int length in (int[])[.. Enumerable.Range(0, 400), 16 * 1024, (16 * 1024) + 1, 1_000_000])
        {
            Assert.Null(_sealer.Open("IQoJb3JpZ2luX2Vj" + new string(random.GetItems<char>(Base64.AsSpan(0, 64), length))));
            Assert.Null(_sealer.Open(new string(random.GetItems<char>(Base64 + " \r\n\0é", length))));
        }
    }

    // Lengths are drawn; a third of the tokens has the padding that is looked for.
    private string Seal(int padding) => Enumerable.Range(0, 1000)
        .Select(_ => _sealer.Seal(SampleSessions.Plain))
        .First(token => token.Count(c => c == '=') == padding);
}
