using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Reports.Charts;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Reports;

/// <summary>The charts of one run, all on the same axes where they are to be compared.</summary>
internal sealed class RunCharts
{
    private const double PageWidth = 1060;
    private const double ColumnGap = 24;
    private static readonly string[] GroupStyles = ["group-a", "group-b", "group-c", "group-d", "group-e", "group-f", "group-g", "group-h"];
    private static readonly MarkerShape[] GroupMarkers =
        [MarkerShape.Circle, MarkerShape.Triangle, MarkerShape.Square, MarkerShape.Cross];

    private readonly ScenarioPlan _plan;
    private readonly IReadOnlyList<GroupResult> _groups;
    private readonly TimeSpan _until;
    private readonly double _slot;
    private readonly TimeScale _time;
    private readonly AxisScale _rate;
    private readonly AxisScale _latency;

    /// <param name="until">Where charts of what was sent and answered end; null for where the last answer came.</param>
    public RunCharts(ScenarioPlan plan, IReadOnlyList<GroupResult> groups, TimeSpan? until = null)
    {
        _plan = plan;
        _groups = groups;
        _until = until ?? TimeSpan.MaxValue;
        _slot = new Timeline(plan.Duration).SlotWidth.TotalSeconds;
        IEnumerable<TimelineSlot> slots = groups.SelectMany(group => group.Timeline);
        double end = slots.Select(slot => slot.Start.TotalSeconds + _slot).DefaultIfEmpty(1).Max();
        _time = new TimeScale(Math.Max(end, plan.Duration.TotalSeconds), 16);
        double mostSeen = slots.Select(slot => Math.Max(slot.Offered, slot.Attempts) / _slot).DefaultIfEmpty(1).Max();
        double highestQuota = plan.Phases.Max(phase => phase.Quota?.RequestsPerSecond ?? 0);
        _rate = new LinearScale(Math.Max(mostSeen, highestQuota) * 1.08, 6);

        double[] latencies =
        [
            .. groups.SelectMany(group => group.Phases.Append(group.Total))
                .SelectMany(tally => tally.LatencyCurve).Select(point => point.Latency.TotalMilliseconds),
        ];
        _latency = new LogScale(latencies.DefaultIfEmpty(1).Min(), latencies.DefaultIfEmpty(10).Max(), LatencyLabel);
    }

    public static IReadOnlyList<ChartSeries> TimelineLegend { get; } =
    [
        new("offered", "offered", MarkerShape.Circle, []),
        new("attempts on the wire", "attempts", MarkerShape.Triangle, []),
        new("ok", "ok", MarkerShape.Square, []),
        new("throttling answers", "throttled", MarkerShape.Cross, []),
    ];

    /// <summary>How many distributions stand side by side.</summary>
    public int DistributionColumns => Math.Min(3, _plan.Phases.Count);

    public IReadOnlyList<ChartSeries> GroupLegend =>
    [
        .. _groups.Select((group, index) => new ChartSeries(group.Group.Name, Style(index), Shape(index), [])),
    ];

    public string Timeline(GroupResult group)
    {
        ChartSeries Series(int legend, Func<TimelineSlot, long> count, TimeSpan until) => TimelineLegend[legend] with
        {
            Points = [.. group.Timeline.Where(slot => slot.Start < until).Select(slot => (Middle(slot), count(slot) / _slot))],
        };

        return new LineChart
        {
            Description = $"{group.Group.Name}: offered, attempts, successes and throttling answers per second",
            Width = PageWidth,
            Height = 260,
            Horizontal = _time,
            Vertical = _rate,
            HorizontalLabel = $"time since start ({_time.Unit})",
            VerticalLabel = "per second",
            Bands = Bands(withQuota: true),
            Series =
            [
                Series(0, slot => slot.Offered, _plan.Duration),
                Series(1, slot => slot.Attempts, _until),
                Series(2, slot => slot.Ok, _until),
                Series(3, slot => slot.Throttled, _until),
            ],
            Hovers = [.. group.Timeline.Select(slot => Hover(slot.Start.TotalSeconds, SlotWords(slot)))],
        }.Draw();
    }

    public string LatencyOverTime(string name, Func<TimelineSlot, TimeSpan?> percentile) => new LineChart
    {
        Description = $"{name} latency from the intended start, for each client group",
        Width = PageWidth,
        Height = 250,
        Horizontal = _time,
        Vertical = _latency,
        HorizontalLabel = $"intended start, time since start of the run ({_time.Unit})",
        VerticalLabel = $"{name} latency",
        Bands = Bands(withQuota: false),
        Series =
        [
            .. _groups.Select((group, index) => GroupLegend[index] with
            {
                Points =
                [
                    .. group.Timeline.Where(slot => percentile(slot) is not null)
                        .Select(slot => (Middle(slot), percentile(slot)!.Value.TotalMilliseconds)),
                ],
            }),
        ],
        Hovers =
        [
            .. _groups.MaxBy(group => group.Timeline.Count)!.Timeline.Select((slot, index) =>
                Hover(slot.Start.TotalSeconds, string.Join('\n', _groups.Select(group =>
                    $"{group.Group.Name}: {Format.Milliseconds(index < group.Timeline.Count ? percentile(group.Timeline[index]) : null)}")))),
        ],
    }.Draw();

    /// <summary>A count of each group in each slot of the timeline.</summary>
    public string CountOverTime(string description, string label, IReadOnlyList<IReadOnlyList<int>> bySlot) => new LineChart
    {
        Description = description,
        Width = PageWidth,
        Height = 250,
        Horizontal = _time,
        Vertical = new LinearScale(bySlot.SelectMany(counts => counts).DefaultIfEmpty(1).Max() * 1.08, 6),
        HorizontalLabel = $"time since start ({_time.Unit})",
        VerticalLabel = label,
        Bands = Bands(withQuota: false),
        Series =
        [
            .. bySlot.Select((counts, index) => GroupLegend[index] with
            {
                Points = [.. counts.Select((count, slot) => ((slot * _slot) + (_slot / 2), (double)count))],
            }),
        ],
        Hovers =
        [
            .. Enumerable.Range(0, bySlot.Max(counts => counts.Count)).Select(slot =>
                Hover(slot * _slot, string.Join('\n', bySlot.Select((counts, index) => $"{_groups[index].Group.Name}: {Format.Count(counts[slot])}")))),
        ],
    }.Draw();

    public string LatencyDistribution(int phase)
    {
        var curves = _groups.Select(group => group.Phases[phase].LatencyCurve).ToArray();
        int columns = DistributionColumns;
        double highest = curves.SelectMany(curve => curve).Select(point => point.Percentile).DefaultIfEmpty(90).Max();
        return new LineChart
        {
            Description = $"Latency by percentile in phase {_plan.Phases[phase].Name}, for each client group",
            Width = (PageWidth - (ColumnGap * (columns - 1))) / columns,
            Height = 280,
            Horizontal = new PercentileScale(highest),
            Vertical = _latency,
            HorizontalLabel = "percentile of invocations (%)",
            VerticalLabel = "latency",
            Series =
            [
                .. curves.Select((curve, index) => GroupLegend[index] with
                {
                    Points = [.. curve.Select(point => (point.Percentile, point.Latency.TotalMilliseconds))],
                }),
            ],
        }.Draw();
    }

    public string AttemptsPerInvocation() => new StackedBarChart
    {
        Description = "Invocations by the number of attempts they took, for each client group and phase",
        Width = PageWidth,
        Bars =
        [
            .. _groups.SelectMany(group => group.Phases.Select((figures, phase) => new StackedBar(
                $"{group.Group.Name}, {_plan.Phases[phase].Name}",
                phase == 0,
                figures.Amplification is null ? "nothing sent" : $"{Format.Ratio(figures.Amplification)} each",
                [
                    .. figures.AttemptsPerInvocation.Select(pair => new BarSegment(
                        pair.Value, AttemptsStyle(pair.Key), $"{Format.Count(pair.Value)} invocations took {AttemptsWords(pair.Key)}")),
                ]))),
        ],
    }.Draw();

    public IReadOnlyList<(string Name, string CssClass)> AttemptsLegend() =>
    [
        .. _groups.SelectMany(group => group.Total.AttemptsPerInvocation.Keys).Distinct().Order()
            .Select(attempts => (AttemptsWords(attempts), AttemptsStyle(attempts))),
    ];

    private static string AttemptsStyle(int attempts) => $"attempts-{Math.Min(attempts, 5)}";

    private static string AttemptsWords(int attempts) => attempts switch
    {
        0 => "no attempt (never sent)",
        1 => "1 attempt",
        _ => $"{attempts} attempts",
    };

    private ChartBand[] Bands(bool withQuota) =>
    [
        .. _plan.Phases.Select((Phase phase) => new ChartBand(
            phase.Name,
            phase.Start.TotalSeconds,
            phase.End.TotalSeconds,
            withQuota ? phase.Quota?.RequestsPerSecond : null,
            phase.Quota is null ? null : $"quota {Format.Rate(phase.Quota.RequestsPerSecond)}")),
    ];

    private ChartHover Hover(double from, string words) => new(from, from + _slot, $"{from:0} to {from + _slot:0} s\n{words}");

    private static string SlotWords(TimelineSlot slot) =>
        $"offered {slot.Offered}\nattempts {slot.Attempts}\nok {slot.Ok}\nthrottling answers {slot.Throttled}\ngiven up {slot.GivenUp}\np50 {Format.Milliseconds(slot.P50)}, p99 {Format.Milliseconds(slot.P99)}";

    private double Middle(TimelineSlot slot) => slot.Start.TotalSeconds + (_slot / 2);

    private static string LatencyLabel(double milliseconds) => milliseconds switch
    {
        >= 1000 => $"{milliseconds / 1000:0} s",
        >= 1 => $"{milliseconds:0} ms",
        _ => $"{milliseconds * 1000:0} µs",
    };

    private static string Style(int index) => GroupStyles[index % GroupStyles.Length];

    private static MarkerShape Shape(int index) => GroupMarkers[index % GroupMarkers.Length];
}
