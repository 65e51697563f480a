using StsSim.Grains.Abstractions.Experiments;
using StsSim.Operations.Experiments;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Experiments;

/// <summary>Experiments as texts.</summary>
internal static class ExperimentText
{
    /// <summary>Every member there is.</summary>
    public const string Rich = """
        {
          "$schema": "http://127.0.0.1:7870/_stssim/schemas/experiment.json",
          "name": "hard outage", // a comment
          "description": "Every call fails for a while.",
          "seed": 42,
          "accountId": "123456789012",
          "phases": [
            { "name": "before", "duration": "500ms" },
            {
              "name": "outage", "description": "The worst of it.", "duration": 30,
              "quotas": { "default": { "requestsPerSecond": 5, "burst": 5 }, "perFederatedUser": null },
              "faults": [{ "id": "down", "effect": { "type": "error", "code": "ServiceUnavailable" } }],
              "clock": { "skewSeconds": 400 }
            },
            { "name": "long-after", "duration": "2h", "quotas": null, "faults": null, "clock": null },
          ],
          "expectations": ["outage.successRate >= 0.5", "*.amplification<=3e0", "long-after.p50Ms != 1"],
          "load": { "ratePerSecond": 100, "clients": ["dotnet-standard"], "operation": "GetFederationToken", "timeoutMs": 2000, "sessionSeconds": 900 }
        }
        """;

    public static ExperimentDefinition Read(string json)
    {
        ExperimentDefinition? experiment = ExperimentReader.Read(json, out IReadOnlyList<WorldFileError> errors);
        Assert.Empty(errors);
        return experiment!;
    }

    public static IReadOnlyList<WorldFileError> Errors(string json)
    {
        Assert.Null(ExperimentReader.Read(json, out IReadOnlyList<WorldFileError> errors));
        return errors;
    }
}
