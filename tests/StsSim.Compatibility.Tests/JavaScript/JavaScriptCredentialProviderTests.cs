using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.JavaScript;

public sealed class JavaScriptCredentialProviderTests(JavaScriptClient client, ClientWorldSimulator simulator)
    : CredentialProviderTests<JavaScriptClient>(client, simulator);
