using StsSim.Operations.Sts;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling;

public sealed class OperationBucketsTests
{
    [Fact]
    public void Every_operation_of_STS_is_known_by_its_name()
    {
        IEnumerable<string> operations = typeof(StsOperation).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(StsOperation))).Select(type => type.Name);

        Assert.Equal(operations.Order(StringComparer.Ordinal), OperationBuckets.All);
    }

    [Fact]
    public void Six_of_them_share_a_bucket()
    {
        Assert.Equal(
            ["AssumeRole", "DecodeAuthorizationMessage", "GetAccessKeyInfo", "GetCallerIdentity", "GetFederationToken", "GetSessionToken"],
            OperationBuckets.All.Where(OperationBuckets.IsShared));
    }
}
