using CsCheck;
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

    [Fact]
    public void An_arn_falls_into_its_parts()
    {
        Assert.True(Arn.TryParse("arn:aws:sns:us-east-1:123456789012:topic:with:colons", out ArnParts arn));
        Assert.Equal("aws", arn.Partition);
        Assert.Equal("sns", arn.Service);
        Assert.Equal("us-east-1", arn.Region);
        Assert.Equal("123456789012", arn.Account);
        Assert.Equal("topic:with:colons", arn.Resource);

        Assert.False(Arn.TryParse("arn:aws:sns", out arn));
        Assert.True(arn.Partition.IsEmpty && arn.Resource.IsEmpty);
    }

    [Fact]
    public void Parts_put_together_are_the_arn_again()
    {
        Gen<string> part = Gen.Char["abz-./09"].Array[0, 8].Select(characters => new string(characters));
        Gen<string> resource = Gen.Char["abz-./09:*"].Array[0, 12].Select(characters => new string(characters));
        Gen.Select(part, part, part, part, resource).Sample((partition, service, region, account, rest) =>
        {
            string text = $"arn:{partition}:{service}:{region}:{account}:{rest}";
            bool parsed = Arn.TryParse(text, out ArnParts arn);
            Assert.Equal(partition != "" && service != "" && rest != "", parsed);
            Assert.True(!parsed || text == $"arn:{arn.Partition}:{arn.Service}:{arn.Region}:{arn.Account}:{arn.Resource}");
            Assert.Equal(parsed, Arn.IsWellFormed(text));
        });
    }

    [Fact]
    public void No_text_is_too_strange() => Gen.String.Sample(text => Arn.TryParse(text, out _) == Arn.IsWellFormed(text));
}
