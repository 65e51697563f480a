using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

public sealed class Boto3CredentialProviderTests(Boto3Client client, ClientWorldSimulator simulator)
    : CredentialProviderTests<Boto3Client>(client, simulator);
