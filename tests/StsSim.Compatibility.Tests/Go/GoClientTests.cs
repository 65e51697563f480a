using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Go;

public sealed class GoClientTests(GoClient client, DefaultWorldSimulator simulator)
    : OperationTests<GoClient>(client, simulator)
{
    [Theory]
    [MemberData(nameof(OperationTable.NamesBefore2024), MemberType = typeof(OperationTable))]
    public Task Every_operation_Debians_SDK_knows_and_its_failures(string name) => ComesThroughAsync(name);
}
