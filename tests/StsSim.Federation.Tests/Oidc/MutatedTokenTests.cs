using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

public sealed class MutatedTokenTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ é\0";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_noise_makes_the_verifier_throw_or_accept(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++)
        {
            string noise = new(random.GetItems<char>(Alphabet, random.Next(0, 200)));
            Assert.IsAssignableFrom<WebIdentityFault>(await ExampleIssuer.VerifyAsync(noise));
        }
    }

    [Theory]
    [InlineData("RS256", 1)]
    [InlineData("ES256", 2)]
    [InlineData("ES512", 3)]
    public async Task A_good_token_with_any_change_neither_throws_nor_passes(string algorithm, int seed)
    {
        var random = new Random(seed);
        string token = ExampleIssuer.Issuer.Mint(ExampleIssuer.Request with { Algorithm = JwsAlgorithm.Find(algorithm)! });
        for (int i = 0; i < 1500; i++)
        {
            string changed = Change(token, random);

            // The last character carries bits that are no part of the signature; what decodes alike is alike.
            if (changed[..^1] != token[..^1])
            {
                Assert.IsAssignableFrom<WebIdentityFault>(await ExampleIssuer.VerifyAsync(changed));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_well_signed_json_makes_the_verifier_throw(int seed)
    {
        var random = new Random(seed);
        string[] names = ["iss", "sub", "aud", "exp", "iat", "nbf", "azp", "amr", "https://aws.amazon.com/tags",
            "https://aws.amazon.com/tags/principal_tags/K", "https://aws.amazon.com/tags/transitive_tag_keys", "https://aws.amazon.com/source_identity"];
        string[] values = ["null", "true", "1", "-1", "1.5", "1e400", "9223372036854775807", "\"\"", "\"client-a\"", "[]", "[1]", "[\"client-a\"]",
            "{}", "{\"principal_tags\":{\"K\":[\"V\"]}}", "{\"principal_tags\":null}", "{\"transitive_tag_keys\":[\"K\"]}", "\"1793534400\"", "1793534400"];
        for (int i = 0; i < 3000; i++)
        {
            IEnumerable<string> good = [$"\"iss\":\"{ExampleIssuer.Url}\"", "\"sub\":\"s\"", "\"aud\":\"client-a\"", "\"iat\":1793534400", "\"exp\":1793535000"];
            IEnumerable<string> odd = Enumerable.Range(0, random.Next(1, 4))
                .Select(_ => $"\"{names[random.Next(names.Length)]}\":{values[random.Next(values.Length)]}");
            string token = ExampleIssuer.Write("{" + string.Join(',', good.Concat(odd)) + "}");
            Assert.NotNull(await ExampleIssuer.VerifyAsync(token));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_changed_key_set_throws(int seed)
    {
        var random = new Random(seed);
        byte[] input = [1, 2, 3];
        byte[] signature = ExampleIssuer.Keys.For(JwsAlgorithm.RS256).Sign(input);
        for (int i = 0; i < 150; i++)
        {
            string changed = Change(ExampleIssuer.Keys.Jwks, random);
            VerificationKeySet? keys = VerificationKeySet.Parse(changed);
            foreach (JwsAlgorithm algorithm in JwsAlgorithm.All)
            {
                bool verified = keys?.Find(ExampleIssuer.Keys.For(algorithm).KeyId)?.Verifies(algorithm, input, signature) ?? false;
                Assert.False(verified && algorithm != JwsAlgorithm.RS256);
            }
        }
    }

    [Fact]
    public void A_key_set_too_deep_to_read_is_none() =>
        Assert.Null(VerificationKeySet.Parse($$"""{"keys":{{new string('[', 5000)}}{{new string(']', 5000)}}}"""));

    private static string Change(string token, Random random)
    {
        int at = random.Next(token.Length);
        char other = Alphabet[random.Next(Alphabet.Length)];
        return random.Next(4) switch
        {
            0 => token.Remove(at, 1) + (at == token.Length - 1 ? "!" : ""),
            1 => token.Insert(at, other.ToString()),
            2 => token[..at] + (token[at] == other ? '!' : other) + token[(at + 1)..],
            _ => token[..at] + ".",
        };
    }
}
