using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

public sealed class Boto3SessionExpiryTests(Boto3Client client, LateClockSimulator simulator)
    : SessionExpiryTests<Boto3Client>(client, simulator), IClassFixture<LateClockSimulator>;
