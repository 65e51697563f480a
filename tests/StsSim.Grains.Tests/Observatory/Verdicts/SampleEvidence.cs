using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory;

namespace StsSim.Grains.Tests.Observatory.Verdicts;

/// <summary>Evidence to judge by, with nothing in it but what a test puts there.</summary>
internal static class SampleEvidence
{
    public static GroupEvidence Of(string sdk, string? retryMode, IReadOnlyList<DelayHistogram> delays, int attempts = 3) => new()
    {
        Group = new ClientGroup("111122223333", ApplicationId: null, sdk, "9.9.9", Language: null, retryMode, IsInferred: false),
        Figures = Figures((ClientFigure.Invocations, 100), (ClientFigure.Clients, 1)),
        Delays = delays,
        AttemptsPerInvocation = [0, .. Outage(delays, attempts)],
        Codes = [],
        Hints = [],
        Quotas = [],
        SaidMaximum = attempts,
        BeyondMaximum = 0,
        Exemplars = finding => [Exemplar(finding)],
    };

    /// <summary>Evidence of an SDK that waits as documented, met by permanent failures.</summary>
    public static GroupEvidence Of(DocumentedBackoff documented, int delays, int seed, RetryTrigger trigger, double floorMs = 1, double latenessMs = 3) => Of(
        documented.Sdk,
        documented.Mode,
        new SampledDelays(new Random(seed)) { FloorMs = floorMs, LatenessMs = latenessMs }
            .AddOutage(delays, documented.Attempts, trigger, documented.After(trigger)).Histograms,
        documented.Attempts);

    public static ClientFigures Figures(params IReadOnlyList<(ClientFigure Figure, double Value)> figures)
    {
        double?[] values = new double?[Enum.GetValues<ClientFigure>().Length];
        foreach ((ClientFigure figure, double value) in figures)
        {
            values[(int)figure] = value;
        }

        return new ClientFigures(values);
    }

    /// <summary>An invocation that says of what it is an example.</summary>
    public static ReconstructedInvocation Exemplar(Finding finding) => new(
        Guid.Empty, new ObservedClient("arn", Source: null), $"{finding}", DateTimeOffset.UnixEpoch, MaximumAttempts: 3, Succeeded: false, GaveUp: null, Segment: null, []);

    private static IEnumerable<long> Outage(IReadOnlyList<DelayHistogram> delays, int attempts) =>
        Enumerable.Range(2, Math.Max(0, attempts - 1)).Select(number => number == attempts && delays.Count > 0 ? Math.Max(1, delays[0].Total) : 0);
}
