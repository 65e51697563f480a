using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.JavaScript;

public sealed class JavaScriptClientTests(JavaScriptClient client, DefaultWorldSimulator simulator) : OperationTests<JavaScriptClient>(client, simulator);
