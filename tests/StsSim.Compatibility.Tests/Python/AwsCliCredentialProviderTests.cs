using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

public sealed class AwsCliCredentialProviderTests(AwsCliClient client, ClientWorldSimulator simulator)
    : CredentialProviderTests<AwsCliClient>(client, simulator);
