using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Ruby;

public sealed class RubyVersion1ClientTests(RubyVersion1Client client, TlsSimulator simulator)
    : OperationTests<RubyVersion1Client>(client, simulator), IClassFixture<TlsSimulator>
{
    [Theory]
    [MemberData(nameof(OperationTable.NamesBefore2014), MemberType = typeof(OperationTable))]
    public Task Every_operation_the_SDK_knows_and_its_failures(string name) => ComesThroughAsync(name);
}
