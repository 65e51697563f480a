using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Quotas;

public sealed class BucketNameTests
{
    public static TheoryData<string, string> Buckets { get; } = new()
    {
        { BucketName.OfRegion("123456789012", "us-east-1", operation: null), "region" },
        { BucketName.OfRegion("123456789012", "us-east-1", "AssumeRole"), "operation" },
        { BucketName.OfFederatedUser("123456789012", "Bob"), "federated-user" },
        { BucketName.OfPrincipal("123456789012", "AIDACKCEVSQ6C2EXAMPLE"), "principal" },
        { BucketName.OfSource("123456789012", "2001:db8::1"), "source" },
    };

    [Theory]
    [MemberData(nameof(Buckets))]
    public void A_name_tells_what_kind_of_bucket_it_is(string bucket, string kind) => Assert.Equal(kind, BucketName.KindOf(bucket));
}
