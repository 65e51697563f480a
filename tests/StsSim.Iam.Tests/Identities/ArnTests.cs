using StsSim.Iam.Identities;

namespace StsSim.Iam.Tests.Identities;

public sealed class ArnTests
{
    [Fact]
    public void Principals_have_the_arns_that_sts_shows()
    {
        Assert.Equal("arn:aws:iam::111122223333:root", Arn.Root("aws", "111122223333"));
        Assert.Equal("arn:aws:iam::123456789012:user/Alice", Arn.User("aws", "123456789012", "/", "Alice"));
        Assert.Equal("arn:aws-cn:iam::123456789012:user/a/b/Alice", Arn.User("aws-cn", "123456789012", "/a/b/", "Alice"));
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", Arn.FederatedUser("aws", "123456789012", "Bob"));
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/x")]
    [InlineData("arn:aws:iam::aws:policy/AdministratorAccess")]
    [InlineData("arn:aws:s3:::bucket/key:with:colons")]
    [InlineData("arn:aws:iam::123456789012:role/x:")]
    [InlineData("arn:a:b:::something/test-role")] // recorded: AWS passes it
    public void What_has_six_parts_is_well_formed(string text)
    {
        Assert.True(Arn.IsWellFormed(text));
    }

    // The first five were recorded as refused by AWS.
    [Theory]
    [InlineData("nothing-valid-in-here")]
    [InlineData("arn::b:::something/test-role")]
    [InlineData("arn:a::::something/test-role")]
    [InlineData("arn:a:::something/test-role")]
    [InlineData("arn:a:a::aaaaaaaaaa:")]
    [InlineData("")]
    [InlineData("arn")]
    [InlineData(":::::")]
    [InlineData("ARN:aws:iam::123456789012:role/x")]
    [InlineData(" arn:aws:iam::123456789012:role/x")]
    [InlineData("xarn:aws:iam::123456789012:role/x")]
    public void Other_texts_are_not(string text)
    {
        Assert.False(Arn.IsWellFormed(text));
    }
}
