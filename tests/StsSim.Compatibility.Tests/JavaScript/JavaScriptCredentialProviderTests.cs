using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.JavaScript;

public sealed class JavaScriptCredentialProviderTests(JavaScriptClient client, DefaultWorldSimulator simulator)
    : CredentialProviderTests<JavaScriptClient>(client, simulator);
