namespace StsSim.Operations.Sts;

/// <summary>
/// The host names under which SDKs look for STS and IAM where nobody names an endpoint: by the endpoint rules and the
/// partitions of botocore 1.43.11, in the partitions that are open to the public.
/// </summary>
public static class AwsEndpointNames
{
    private static readonly string[] CommercialRegions =
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1",
        "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1",
        "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1",
    ];

    private static readonly string[] ChineseRegions = ["cn-north-1", "cn-northwest-1"];

    /// <summary>Of STS: the global endpoint's, then each Region's, with those for FIPS and dual-stack.</summary>
    public static IReadOnlyList<string> Sts { get; } =
    [
        "sts.amazonaws.com",
        .. CommercialRegions.SelectMany(region => RegionalNames(region, "amazonaws.com", "api.aws")),
        .. ChineseRegions.SelectMany(region => RegionalNames(region, "amazonaws.com.cn", "api.amazonwebservices.com.cn")),
    ];

    /// <summary>Of IAM, which has an endpoint for each partition.</summary>
    public static IReadOnlyList<string> Iam { get; } =
    [
        "iam.amazonaws.com", "iam-fips.amazonaws.com", "iam.global.api.aws", "iam-fips.global.api.aws", "iam.us-gov.amazonaws.com",
        "iam.us-gov.api.aws", "iam.cn-north-1.amazonaws.com.cn", "iam.global.api.amazonwebservices.com.cn",
    ];

    private static IEnumerable<string> RegionalNames(string region, string suffix, string dualStackSuffix) =>
        [$"sts.{region}.{suffix}", $"sts-fips.{region}.{suffix}", $"sts.{region}.{dualStackSuffix}", $"sts-fips.{region}.{dualStackSuffix}"];
}
