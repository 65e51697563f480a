using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Operations.Observation;

/// <summary>What all clients of a scope did.</summary>
/// <param name="AccountId">The account whose clients it is about, or <see langword="null"/> for all.</param>
/// <param name="Experiment">The experiment that it is about, where one was asked for and is known.</param>
/// <param name="Groups">The one with the most requests first.</param>
public sealed record ClientReport(
    DateTimeOffset At, ClientScope Scope, string? AccountId, ExperimentReport? Experiment, IReadOnlyList<ClientGroupReport> Groups)
{
    private static readonly ClientFigure[] Sums =
    [
        ClientFigure.Clients, ClientFigure.Requests, ClientFigure.Attempts, ClientFigure.Invocations, ClientFigure.Retries, ClientFigure.Ok,
        ClientFigure.Throttled, ClientFigure.ClientErrors, ClientFigure.ServerErrors, ClientFigure.Abandoned, ClientFigure.Succeeded,
        ClientFigure.GivenUp, ClientFigure.Pending, ClientFigure.Duplicates, ClientFigure.Hedges, ClientFigure.RetriesOfTerminalErrors,
        ClientFigure.IgnoredRetryAfter, ClientFigure.HonouredRetryAfter, ClientFigure.Refreshes, ClientFigure.Deviations, ClientFigure.Unobserved,
    ];

    private static readonly (ClientFigure Figure, ClientFigure Of, ClientFigure To)[] Ratios =
    [
        (ClientFigure.Amplification, ClientFigure.Attempts, ClientFigure.Invocations),
        (ClientFigure.WireAmplification, ClientFigure.Requests, ClientFigure.Invocations),
        (ClientFigure.Efficiency, ClientFigure.Succeeded, ClientFigure.Requests),
    ];

    /// <summary>Of all groups together: what can be added up, and what follows from that.</summary>
    public ClientFigures Totals { get; } = Sum([.. Groups.Select(group => group.Figures)]);

    /// <summary>Of all groups together, in order; slots without load are not among them.</summary>
    public IReadOnlyList<LoadSlot> Timeline { get; } = Merge([.. Groups.Select(group => group.Timeline)]);

    private static ClientFigures Sum(IReadOnlyList<ClientFigures> groups)
    {
        var values = new double?[Enum.GetValues<ClientFigure>().Length];
        foreach (ClientFigure figure in Sums)
        {
            values[(int)figure] = groups.Sum(group => group[figure] ?? 0);
        }

        foreach ((ClientFigure figure, ClientFigure of, ClientFigure to) in Ratios)
        {
            values[(int)figure] = values[(int)to] > 0 ? Math.Round(values[(int)of]!.Value / values[(int)to]!.Value, 4) : null;
        }

        return new ClientFigures(values);
    }

    /// <summary>Several timelines as one, in order; slots without load are not among them.</summary>
    /// <remarks>Slots are powers of two of a second, and begin at multiples of their length: the widest hold all others.</remarks>
    public static IReadOnlyList<LoadSlot> Merge(IReadOnlyList<IReadOnlyList<LoadSlot>> timelines)
    {
        LoadSlot[] slots = [.. timelines.SelectMany(timeline => timeline)];
        int width = slots.Length == 0 ? 1 : slots.Max(slot => slot.Seconds);
        return
        [
            .. slots.GroupBy(slot => slot.At.ToUnixTimeSeconds() / width)
                .OrderBy(group => group.Key)
                .Select(group => group.Aggregate((one, other) => one.Plus(other)) with
                {
                    At = DateTimeOffset.FromUnixTimeSeconds(group.Key * width),
                    Seconds = width,
                }),
        ];
    }
}
