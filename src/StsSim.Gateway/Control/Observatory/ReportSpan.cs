using StsSim.Gateway.Control.Charts;
using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>The time that the charts of a report show, all the same: from its first moment to its last, with the phases in it.</summary>
internal sealed class ReportSpan
{
    private readonly DateTimeOffset _start;

    public ReportSpan(ClientReport report)
    {
        bool isWholeExperiment = report.Experiment is not null && report.Scope.Phase is null;
        DateTimeOffset end = report.At;
        _start = report.At;
        if (report.Timeline is { Count: > 0 } timeline)
        {
            (_start, end) = (timeline[0].At, timeline[^1].At.AddSeconds(timeline[^1].Seconds));
        }

        if (isWholeExperiment)
        {
            _start = report.Experiment!.StartedAt;
            end = Latest(end, report.Experiment.EndsAt <= report.At ? report.Experiment.EndsAt : end);
        }

        Seconds = Math.Max(1, (end - _start).TotalSeconds);
        Bands = isWholeExperiment ? [.. ReportChart.BandsOf(report.Experiment!)] : [.. BandsOf(report)];
    }

    public double Seconds { get; }

    public IReadOnlyList<ChartBand> Bands { get; }

    /// <summary>A timeline as slots of equal length, those without load included.</summary>
    /// <param name="most">How many at most: neighbours are added up until they are no more.</param>
    public IReadOnlyList<(double From, double To, LoadSlot Load)> SlotsOf(IReadOnlyList<LoadSlot> timeline, int most)
    {
        if (timeline.Count == 0)
        {
            return [];
        }

        int width = timeline.Max(slot => slot.Seconds);
        int slots = (int)Math.Ceiling(Seconds / width) + 1;
        width *= (slots + most - 1) / most;
        var loads = new SortedDictionary<long, LoadSlot>();
        foreach (LoadSlot slot in timeline)
        {
            long index = slot.At.ToUnixTimeSeconds() / width;
            loads[index] = loads.GetValueOrDefault(index).Plus(slot);
        }

        var even = new List<(double, double, LoadSlot)>();
        for (long index = loads.Keys.First(); index <= loads.Keys.Last(); index++)
        {
            double from = (DateTimeOffset.FromUnixTimeSeconds(index * width) - _start).TotalSeconds;
            even.Add((Math.Max(0, from), from + width, loads.GetValueOrDefault(index) with { Seconds = width }));
        }

        return even;
    }

    // Phases as far as clients were seen in them: no experiment was asked for, and several may have run.
    private IEnumerable<ChartBand> BandsOf(ClientReport report) =>
        from seen in report.Groups.SelectMany(client => client.Phases)
        group seen by seen.Segment into phase
        let start = phase.Min(seen => seen.From)
        orderby start
        select new ChartBand(phase.Key.PhaseName, (start - _start).TotalSeconds, (phase.Max(seen => seen.To) - _start).TotalSeconds);

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
