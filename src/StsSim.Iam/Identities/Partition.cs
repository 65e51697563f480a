namespace StsSim.Iam.Identities;

/// <summary>The partition a Region lies in, by the prefixes of the AWS endpoint rules.</summary>
public static class Partition
{
    /// <summary>Where all Regions lie that are not China's, the governments' or sovereign.</summary>
    public const string Commercial = "aws";

    public static string OfRegion(ReadOnlySpan<char> region) => region switch
    {
        _ when region.StartsWith("cn-") => "aws-cn",
        _ when region.StartsWith("us-gov-") => "aws-us-gov",
        _ when region.StartsWith("us-isob-") => "aws-iso-b",
        _ when region.StartsWith("us-isof-") => "aws-iso-f",
        _ when region.StartsWith("eu-isoe-") => "aws-iso-e",
        _ when region.StartsWith("us-iso-") => "aws-iso",
        _ when region.StartsWith("eusc-") => "aws-eusc",
        _ => Commercial,
    };
}
