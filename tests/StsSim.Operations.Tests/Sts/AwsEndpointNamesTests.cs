using StsSim.Operations.Sts;

namespace StsSim.Operations.Tests.Sts;

/// <summary>The names that certificates list are those that requests are told apart by.</summary>
public sealed class AwsEndpointNamesTests
{
    [Fact]
    public void Each_of_STS_means_its_Region()
    {
        foreach (string name in AwsEndpointNames.Sts.Where(name => name != "sts.amazonaws.com"))
        {
            Assert.Equal((name.Split('.')[1], false), (StsEndpointName.Parse(name).Region, StsEndpointName.Parse(name).IsGlobal));
        }

        Assert.True(StsEndpointName.Parse(AwsEndpointNames.Sts[0]).IsGlobal);
    }

    [Fact]
    public void Every_default_Region_has_names()
    {
        string[] regions = [.. AwsEndpointNames.Sts.Select(name => name.Split('.')[1]).Distinct()];

        Assert.Equal(17, regions.Count(DefaultRegions.Contains));
        Assert.Equal(38, regions.Length - 1); // beside the global endpoint
    }

    [Fact]
    public void None_is_listed_twice() => Assert.Equal(AwsEndpointNames.Sts.Count + AwsEndpointNames.Iam.Count, AwsEndpointNames.Sts.Concat(AwsEndpointNames.Iam).Distinct().Count());
}
