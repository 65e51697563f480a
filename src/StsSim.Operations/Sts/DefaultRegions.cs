using System.Collections.Frozen;

namespace StsSim.Operations.Sts;

/// <summary>The Regions every account has without opting in: where tokens of the global endpoint are valid (IAM User Guide).</summary>
internal static class DefaultRegions
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
        "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2");

    public static bool Contains(string region) => Names.Contains(region);
}
