using System.Text;
using StsSim.Protocol.Query;

namespace StsSim.Protocol.Tests.Query;

/// <summary>What holds of any input. Seeded, so that a failure comes back.</summary>
public sealed class QueryCodecPropertyTests
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Encoded_parameters_decode_to_themselves(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 400; round++)
        {
            KeyValuePair<string, string>[] sent = RandomParameters(random);
            int inQuery = random.Next(sent.Length + 1);
            string query = Encode(sent.AsSpan(0, inQuery), random);
            string body = Encode(sent.AsSpan(inQuery), random);

            using var parameters = new QueryParameters();
            Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeQueryString(query));
            Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody(Encoding.UTF8.GetBytes(body)));

            Assert.Equal(inQuery, parameters.FromQueryString);
            Assert.Equal(sent.Select(p => $"{p.Key}={p.Value}"), QueryParametersTests.Entries(parameters));
            Assert.All(sent, p => Assert.Equal(p.Value, parameters.Find(Encoding.UTF8.GetBytes(p.Key))));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Random_bytes_never_throw_and_what_decodes_is_sound(int seed)
    {
        byte[] likely = [.. "%%%%&&==++.0123456789abcdefABCDEFTags.member.1"u8, 0, 0xC3, 0xA9, 0xFF];
        var random = new Random(seed);
        var seen = new HashSet<DecodeOutcome>();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] body = new byte[random.Next(0, 40)];
            for (int i = 0; i < body.Length; i++)
            {
                body[i] = random.Next(8) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
            }

            using var parameters = new QueryParameters();
            DecodeOutcome outcome = parameters.DecodeBody(body);
            seen.Add(outcome);
            AssertSound(parameters);
        }

        Assert.Equal(4, seen.Count); // every outcome but TooMany
    }

    [Fact]
    public void Random_query_strings_never_throw_half_surrogates_included()
    {
        var random = new Random(21);
        for (int round = 0; round < 20_000; round++)
        {
            char[] query = new char[random.Next(0, 30)];
            for (int i = 0; i < query.Length; i++)
            {
                query[i] = random.Next(3) == 0 ? (char)random.Next(0x10000) : "%&=+a1"[random.Next(6)];
            }

            using var parameters = new QueryParameters();
            parameters.DecodeQueryString(query);
            AssertSound(parameters);
        }
    }

    private static void AssertSound(QueryParameters parameters)
    {
        Assert.Equal(parameters.Count, QueryParametersTests.Entries(parameters).Distinct().Count());
        Assert.All(parameters.MemberNumbers("Tags.member."u8), number => Assert.True(number >= 0));
        for (int i = 0; i < parameters.Count; i++)
        {
            parameters.GetEntry(i, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value);
            Assert.True(parameters.TryGet(name, out ReadOnlySpan<byte> found));
            Assert.True(found.SequenceEqual(value));
            Assert.True(System.Text.Unicode.Utf8.IsValid(value));
        }
    }

    private static KeyValuePair<string, string>[] RandomParameters(Random random)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = random.Next(0, 60); i > 0; i--)
        {
            parameters[RandomText(random, 1, 12)] = RandomText(random, 0, 80);
        }

        return [.. parameters];
    }

    private static string RandomText(Random random, int shortest, int longest)
    {
        var text = new StringBuilder();
        for (int i = random.Next(shortest, longest + 1); i > 0; i--)
        {
            text.Append(random.Next(6) switch
            {
                0 => new Rune(random.Next(0x20)).ToString(),
                1 => "&=%+ ?#/;"[random.Next(9)].ToString(),
                2 => new Rune(random.Next(0x80, 0xD800)).ToString(),
                3 => new Rune(random.Next(0x10000, 0x110000)).ToString(),
                _ => Unreserved[random.Next(Unreserved.Length)].ToString(),
            });
        }

        return text.ToString();
    }

    // Any of the spellings that clients use: plus or %20, upper or lower hexadecimal digits, needless escapes.
    private static string Encode(ReadOnlySpan<KeyValuePair<string, string>> parameters, Random random)
    {
        var encoded = new StringBuilder();
        foreach ((string name, string value) in parameters)
        {
            encoded.Append(encoded.Length > 0 ? "&" : "");
            Escape(name, encoded, random);
            if (value.Length > 0 || random.Next(2) == 0)
            {
                encoded.Append('=');
                Escape(value, encoded, random);
            }
        }

        return encoded.ToString();
    }

    private static void Escape(string text, StringBuilder encoded, Random random)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (b == ' ' && random.Next(2) == 0)
            {
                encoded.Append('+');
            }
            else if (Unreserved.Contains((char)b, StringComparison.Ordinal) && random.Next(10) > 0)
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append(random.Next(2) == 0 ? $"{b:x2}" : $"{b:X2}");
            }
        }
    }
}
