using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Go;

public sealed class GoClientTests(GoClient client, DefaultWorldSimulator simulator) : OperationTests<GoClient>(client, simulator);
