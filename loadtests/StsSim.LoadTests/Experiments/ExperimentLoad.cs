using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Experiments;

/// <summary>The load an experiment is meant for.</summary>
/// <param name="RatePerSecond">Invocations per second, offered by each client group.</param>
/// <param name="Timeout">How long a client waits for the answer to one attempt.</param>
internal sealed record ExperimentLoad(
    double RatePerSecond, IReadOnlyList<ExperimentClient> Clients, string Operation, TimeSpan Timeout, int SessionSeconds)
{
    public static IReadOnlyList<string> Operations { get; } =
    [
        nameof(StsCall.GetFederationToken), nameof(StsCall.GetCallerIdentity),
        nameof(StsCall.AssumeRole), nameof(StsCall.AssumeRoleWithWebIdentity),
    ];

    public static ExperimentLoad Default { get; } = new(
        40,
        [ExperimentClient.Find("standard")!, ExperimentClient.Find("naive")!],
        nameof(StsCall.GetFederationToken),
        TimeSpan.FromSeconds(2),
        StsCall.ShortestSession);
}
