using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Iam.Tests.Credentials;

public sealed class DerivedAccessKeyTests
{
    private static readonly AccountId Account = new(123_456_789_012);

    [Fact]
    public void A_key_is_what_the_documentation_says()
    {
        BigInteger offset = new(SHA256.HashData(Encoding.UTF8.GetBytes("load")).AsSpan(0, 8), isUnsigned: true, isBigEndian: true);
        BigInteger bits = (BigInteger.One << 79) + (new BigInteger(123_456_789_012) << 39) + ((offset + 42) % (BigInteger.One << 39));
        string id = "AKIA" + string.Concat(Enumerable.Range(0, 16).Select(i => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(int)((bits >> (75 - (5 * i))) & 31)]));
        string secret = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("load"), Encoding.ASCII.GetBytes(id)).AsSpan(0, 30));

        Assert.Equal(id, DerivedAccessKey.IdOf(Account, "load", 42));
        Assert.Equal(secret, DerivedAccessKey.SecretOf("load", id));
    }

    [Fact]
    public void It_is_the_same_for_ever()
    {
        Assert.Equal("AKIARZPUZDIKI4VTZBWI", DerivedAccessKey.IdOf(Account, "load", 1));
        Assert.Equal("nXku7NA44SAkM40IaZlVbuigVERplre0ah4VydOX", DerivedAccessKey.SecretOf("load", "AKIARZPUZDIKI4VTZBWI"));
    }

    [Fact]
    public void Numbers_give_different_ids_that_carry_the_account()
    {
        string[] ids = [.. Enumerable.Range(1, 10_000).Select(number => DerivedAccessKey.IdOf(Account, "seed", number))];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(AccessKeyId.TryDecodeAccount(id, out AccountId account) && account == Account));
    }
}
