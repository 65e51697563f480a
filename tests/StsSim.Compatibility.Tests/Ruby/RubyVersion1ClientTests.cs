using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Ruby;

public sealed class RubyVersion1ClientTests(RubyVersion1Client client, TlsSimulator simulator)
    : OperationTests<RubyVersion1Client>(client, simulator), IClassFixture<TlsSimulator>
{
    [Theory]
    [MemberData(nameof(OperationTable.NamesUntil), 2015, MemberType = typeof(OperationTable))]
    public Task Every_operation_of_2015_and_its_failures(string name) => ComesThroughAsync(name);
}
