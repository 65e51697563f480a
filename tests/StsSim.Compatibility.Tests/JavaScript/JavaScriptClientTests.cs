using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.JavaScript;

public sealed class JavaScriptClientTests(JavaScriptClient client, ClientWorldSimulator simulator)
    : OperationTests<JavaScriptClient>(client, simulator)
{
    [Theory]
    [MemberData(nameof(OperationTable.Names), MemberType = typeof(OperationTable))]
    public Task Every_operation_and_its_failures(string name) => ComesThroughAsync(name);
}
