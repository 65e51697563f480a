using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Go;

public sealed class GoClientTests(GoClient client, DefaultWorldSimulator simulator)
    : OperationTests<GoClient>(client, simulator)
{
    [Theory]
    [MemberData(nameof(OperationTable.NamesUntil), 2022, MemberType = typeof(OperationTable))]
    public Task Every_operation_of_2022_and_its_failures(string name) => ComesThroughAsync(name);
}
