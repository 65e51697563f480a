using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Ruby;

public sealed class RubyClientTests(RubyClient client, DefaultWorldSimulator simulator) : OperationTests<RubyClient>(client, simulator);
