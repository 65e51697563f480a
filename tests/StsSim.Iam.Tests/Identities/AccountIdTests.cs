using StsSim.Iam.Identities;

namespace StsSim.Iam.Tests.Identities;

public sealed class AccountIdTests
{
    [Theory]
    [InlineData("000000000000", 0L)]
    [InlineData("029608264753", 29_608_264_753L)]
    [InlineData("123456789012", 123_456_789_012L)]
    [InlineData("999999999999", 999_999_999_999L)]
    public void Twelve_digits_are_an_account_id_leading_zeros_included(string text, long number)
    {
        Assert.True(AccountId.TryParse(text, out AccountId account));
        Assert.Equal(new AccountId(number), account);
        Assert.Equal(text, account.ToString());
        Assert.Equal(account, AccountId.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345678901")]
    [InlineData("1234567890123")]
    [InlineData("-12345678901")]
    [InlineData("+12345678901")]
    [InlineData(" 12345678901")]
    [InlineData("12345678901 ")]
    [InlineData("12345678901\0")]
    [InlineData("12345678901x")]
    [InlineData("1234-5678-90")]
    [InlineData("١٢٣٤٥٦٧٨٩٠١٢")]
    public void Any_other_text_is_none(string text)
    {
        Assert.False(AccountId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => AccountId.Parse(text));
    }
}
