using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.JavaScript;

public sealed class JavaScriptSessionExpiryTests(JavaScriptClient client, LateClockSimulator simulator)
    : SessionExpiryTests<JavaScriptClient>(client, simulator), IClassFixture<LateClockSimulator>;
