using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

public sealed class AwsCliCredentialProviderTests(AwsCliClient client, DefaultWorldSimulator simulator)
    : CredentialProviderTests<AwsCliClient>(client, simulator);
