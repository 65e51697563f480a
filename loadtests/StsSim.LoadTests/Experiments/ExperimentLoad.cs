using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Experiments;

/// <summary>The load an experiment is meant for.</summary>
/// <param name="RatePerSecond">Invocations per second, offered by each client group.</param>
/// <param name="Timeout">How long a client waits for the answer to one attempt.</param>
internal sealed record ExperimentLoad(
    double RatePerSecond, IReadOnlyList<ClientKind> Clients, string Operation, TimeSpan Timeout, int SessionSeconds)
{
    public static IReadOnlyList<string> Operations { get; } =
    [
        nameof(StsRequest.GetFederationToken), nameof(StsRequest.GetCallerIdentity),
        nameof(StsRequest.AssumeRole), nameof(StsRequest.AssumeRoleWithWebIdentity),
    ];

    public static ExperimentLoad Default { get; } = new(
        40,
        [ClientCatalog.Find("dotnet-standard")!, ClientCatalog.Find("naive")!],
        nameof(StsRequest.GetFederationToken),
        TimeSpan.FromSeconds(2),
        StsRequest.ShortestSession);
}
