using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

public sealed class Boto3ClientTests(Boto3Client client, DefaultWorldSimulator simulator) : OperationTests<Boto3Client>(client, simulator);
