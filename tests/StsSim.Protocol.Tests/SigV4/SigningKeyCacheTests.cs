using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

public sealed class SigningKeyCacheTests
{
    [Fact]
    public void One_identity_has_one_key()
    {
        var cache = new SigningKeyCache();
        SigningKey key = Get(cache, "secret");
        Assert.Same(key, Get(cache, "secret"));
    }

    [Theory]
    [InlineData("other", "20150830", "us-east-1", "sts")]
    [InlineData("secret", "20150831", "us-east-1", "sts")]
    [InlineData("secret", "20150830", "eu-west-1", "sts")]
    [InlineData("secret", "20150830", "us-east-1", "iam")]
    public void Another_identity_has_another_key(string secret, string date, string region, string service)
    {
        var cache = new SigningKeyCache();
        Assert.NotSame(Get(cache, "secret"), cache.Get(secret, date, region, service));
    }

    [Fact]
    public void A_key_in_use_survives_the_turn_of_generations_and_an_idle_one_is_forgotten()
    {
        var cache = new SigningKeyCache(generationSize: 2);
        SigningKey used = Get(cache, "used");
        SigningKey idle = Get(cache, "idle");
        for (int i = 0; i < 20; i++)
        {
            Get(cache, $"passing{i}");
            Assert.Same(used, Get(cache, "used"));
        }

        Assert.NotSame(idle, Get(cache, "idle"));
    }

    [Fact]
    public void Many_threads_get_keys_that_sign_alike()
    {
        var cache = new SigningKeyCache(generationSize: 4);
        string[] expected = [.. Enumerable.Range(0, 16).Select(i => Sign(Get(new SigningKeyCache(), $"secret{i}")))];

        Parallel.For(0, 4000, i => Assert.Equal(expected[i % 16], Sign(Get(cache, $"secret{i % 16}"))));
    }

    private static SigningKey Get(SigningKeyCache cache, string secret) => cache.Get(secret, "20150830", "us-east-1", "sts");

    private static string Sign(SigningKey key)
    {
        byte[] signature = new byte[32];
        key.Sign("text"u8, signature);
        return Convert.ToHexStringLower(signature);
    }
}
