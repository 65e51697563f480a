using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

public sealed class RegionNameTests
{
    [Theory]
    [InlineData("us-east-1")]
    [InlineData("ap-southeast-7")]
    [InlineData("ap-southeast-12")]
    [InlineData("cn-northwest-1")]
    [InlineData("us-gov-west-1")]
    [InlineData("us-iso-east-1")]
    [InlineData("us-isob-east-1")]
    [InlineData("eu-isoe-west-1")]
    [InlineData("us-isof-south-1")]
    [InlineData("eusc-de-east-1")]
    [InlineData("mx-central-1")]
    public void Names_of_the_form_of_a_region_are_taken(string region)
    {
        Assert.True(RegionName.IsValid(region));
    }

    [Theory]
    [InlineData("")]
    [InlineData("us-1")]
    [InlineData("us-east")]
    [InlineData("us-east-")]
    [InlineData("us-east-1a")]
    [InlineData("us-east-1-")]
    [InlineData("-us-east-1")]
    [InlineData("us--east-1")]
    [InlineData("us-1-1")]
    [InlineData("us-east1-1")]
    [InlineData("US-EAST-1")]
    [InlineData("us_east_1")]
    [InlineData("us-east-1\0")]
    [InlineData(" us-east-1")]
    [InlineData("a-b-c-d-1")]
    [InlineData("aws-global")]
    [InlineData("localhost")]
    [InlineData("us-east-٣")]
    [InlineData("us-eaßt-1")]
    [InlineData("us-eeeeeeeeeeeeeeeeeeeeeeeast-1")]
    public void Other_texts_are_refused(string region)
    {
        Assert.False(RegionName.IsValid(region));
    }
}
