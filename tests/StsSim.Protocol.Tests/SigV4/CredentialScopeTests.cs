using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

public sealed class CredentialScopeTests
{
    [Fact]
    public void Five_elements_are_taken_apart()
    {
        Assert.Equal(
            new CredentialScope("AKIDEXAMPLE", "20150830", "us-east-1", "sts", "aws4_request"),
            CredentialScope.Parse("AKIDEXAMPLE/20150830/us-east-1/sts/aws4_request"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AKIDEXAMPLE")]
    [InlineData("AKIDEXAMPLE/20150830/us-east-1/sts")]
    [InlineData("AKIDEXAMPLE/20150830/us-east-1/sts/aws4_request/")]
    [InlineData("AKID/EXAMPLE/20150830/us-east-1/sts/aws4_request")]
    public void Any_other_number_of_elements_is_no_scope(string credential)
    {
        Assert.Null(CredentialScope.Parse(credential));
    }

    [Fact]
    public void Elements_are_not_judged()
    {
        Assert.Equal(new CredentialScope("", "", "", "", ""), CredentialScope.Parse("////"));
    }
}
