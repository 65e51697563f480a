using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Ruby;

public sealed class RubyClientTests(RubyClient client, DefaultWorldSimulator simulator)
    : OperationTests<RubyClient>(client, simulator)
{
    [Theory]
    [MemberData(nameof(OperationTable.NamesUntil), 2022, MemberType = typeof(OperationTable))]
    public Task Every_operation_of_2022_and_its_failures(string name) => ComesThroughAsync(name);
}
