using System.Text;
using StsSim.Operations.Parameters;

namespace StsSim.Operations.Tests.Parameters;

public sealed class FederatedUserNameTests
{
    [Theory]
    [InlineData("Bob", true)]
    [InlineData("ab", true)]
    [InlineData("b", false)]
    [InlineData("", false)]
    [InlineData("12345678901234567890123456789012", true)]
    [InlineData("123456789012345678901234567890123", false)]
    [InlineData("a+b=c,d.e@f-g_h", true)]
    [InlineData("Bob:2", false)]
    [InlineData("Bob Smith", false)]
    [InlineData("Bob\n", false)]
    [InlineData("Bøb", false)]
    [InlineData("Bob\0", false)]
    [InlineData("漢字", false)]
    public void A_name_is_valid_or_not_whether_text_or_UTF8(string name, bool valid)
    {
        Assert.Equal(valid, FederatedUserName.IsValid(name));
        Assert.Equal(valid, FederatedUserName.IsValid(Encoding.UTF8.GetBytes(name)));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_no_name() => Assert.False(FederatedUserName.IsValid([0x42, 0xFF, 0x42]));
}
