using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

public sealed class Boto3ClientTests(Boto3Client client, ClientWorldSimulator simulator)
    : OperationTests<Boto3Client>(client, simulator)
{
    [Theory]
    [MemberData(nameof(OperationTable.Names), MemberType = typeof(OperationTable))]
    public Task Every_operation_and_its_failures(string name) => ComesThroughAsync(name);
}
