using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

public sealed class Boto3CredentialProviderTests(Boto3Client client, DefaultWorldSimulator simulator)
    : CredentialProviderTests<Boto3Client>(client, simulator);
