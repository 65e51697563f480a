using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Iam.Tests.Credentials;

public sealed class AccessKeyIdTests
{
    // The first two are published answers of GetAccessKeyInfo; the serials were computed elsewhere.
    [Theory]
    [InlineData("ASIAY34FZKBOKMUTVV7A", "609629065308", 357_174_007_776UL)]
    [InlineData("ASIAQNZGKIQY56JQ7WML", "029608264753", 479_208_659_339UL)]
    [InlineData("AKIARZPUZDIKGB2VALC4", "123456789012", 208_126_618_716UL)]
    [InlineData("ASIAQAAAAAAAGMKEM7X5", "000000000000", 219_383_496_445UL)]
    [InlineData("AKIARTX3GSDSQAAAAAAA", "111122223333", 0UL)]
    [InlineData("AKIA6RVFFB7777777777", "999999999999", (1UL << 39) - 1)]
    public void A_key_id_carries_its_account(string keyId, string account, ulong serial)
    {
        Assert.True(AccessKeyId.TryDecodeAccount(keyId, out AccountId decoded));
        Assert.Equal(account, decoded.ToString());
        Assert.Equal(keyId, AccessKeyId.Encode(keyId[..4], AccountId.Parse(account), serial));
    }

    [Fact]
    public void Any_account_and_serial_come_back_whole()
    {
        var random = new Random(39);
        var ids = new HashSet<string>();
        for (int i = 0; i < 20_000; i++)
        {
            var account = new AccountId(random.NextInt64(1_000_000_000_000));
            string id = AccessKeyId.Encode(AccessKeyId.Temporary, account, (ulong)random.NextInt64(1L << AccessKeyId.FreeBits));

            Assert.Matches("^ASIA[Q-Z2-7][A-Z2-7]{15}$", id);
            Assert.True(AccessKeyId.TryDecodeAccount(id, out AccountId decoded));
            Assert.Equal(account, decoded);
            ids.Add(id);
        }

        Assert.Equal(20_000, ids.Count);
    }

    [Fact]
    public void Every_bit_of_the_serial_shows_in_the_key_id()
    {
        var account = new AccountId(123_456_789_012);
        string none = AccessKeyId.Encode(AccessKeyId.LongTerm, account, 0);
        string[] ids = [none, .. Enumerable.Range(0, AccessKeyId.FreeBits).Select(bit => AccessKeyId.Encode(AccessKeyId.LongTerm, account, 1UL << bit))];
        Assert.Equal(AccessKeyId.FreeBits + 1, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith("AKIARZPUZDIK", id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("AKIAI44QH8DHBEXAMPLE")]
    [InlineData("AKIAJOSFODNN7EXAMPLE")]
    [InlineData("ASIAIOSFODNN7EXAMPLE")]
    [InlineData("ASIAPAAAAAAAGMKEM7X5")]
    public void Ids_of_the_old_form_carry_no_account(string keyId)
    {
        Assert.False(AccessKeyId.TryDecodeAccount(keyId, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ASIA")]
    [InlineData("ASIAY34FZKBOKMUTVV7")]
    [InlineData("ASIAY34FZKBOKMUTVV7AA")]
    [InlineData("ASIAy34fzkbokmutvv7a")]
    [InlineData("ASIAY34FZKBOKMUTVV1A")]
    [InlineData("ASIAY34FZKBOKMUTVV8A")]
    [InlineData("ASIAY34FZKBOKMUTVV==")]
    [InlineData("ASIAY34FZKBOKMUTVV7 ")]
    [InlineData("ASIAY34FZKBOKMUTVVé7")]
    [InlineData("AKIA77777777QAAAAAAF")] // 2^40 - 1, an account of thirteen digits
    [InlineData("AKIA6RVFFCAAAAAAAAAF")] // 10^12
    public void Other_texts_carry_no_account(string text)
    {
        Assert.False(AccessKeyId.TryDecodeAccount(text, out _));
    }
}
