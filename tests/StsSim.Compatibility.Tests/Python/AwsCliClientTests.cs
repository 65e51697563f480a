using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

public sealed class AwsCliClientTests(AwsCliClient client, ClientWorldSimulator simulator) : OperationTests<AwsCliClient>(client, simulator)
{
    [Theory]
    [MemberData(nameof(OperationTable.NamesOfOneEach), MemberType = typeof(OperationTable))]
    public Task Every_operation_and_a_failure_of_each(string name) => ComesThroughAsync(name);
}
