using StsSim.LoadTests.Reports;

namespace StsSim.LoadTests.Simulation;

/// <summary>What became of the fleets, in a sentence each.</summary>
internal static class SimulationInWords
{
    public static string Lead(FleetParameters parameters)
    {
        string sessions = $"{Format.Count(parameters.Pods)} pods with sessions of {Span(parameters.TokenLifetime)}, used every {Span(parameters.UseEvery)}";
        string start = parameters.Start == FleetStart.Together ? ", all started at once" : "";
        string restart = parameters.Restart is { } rolling
            ? $", {(rolling.Window == TimeSpan.Zero ? "restarted all at once" : $"restarted one after the other in {Span(rolling.Window)}")} from {Span(rolling.Begin)} on"
            : "";
        string outages = parameters.Outages.Count == 0
            ? ""
            : $", STS out {string.Join(" and ", parameters.Outages.Select(outage => $"from {Span(outage.From)} to {Span(outage.To)}"))}";
        return $"{sessions}{start}{restart}{outages}; {Span(parameters.Duration)} of virtual time, a quota of {Format.Rate(parameters.Quota.RequestsPerSecond)} for each fleet.";
    }

    public static string Answer(FleetParameters parameters, FleetResult result)
    {
        FleetFigures figures = result.Figures;
        return $"With {result.Group.Name} {Back(parameters, figures)}; {MostWithout(figures)}; {OverQuota(parameters, figures)}{AtEnd(figures)}.";
    }

    /// <summary>As precise as one wants to read it.</summary>
    public static string Span(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
        {
            return "0 s";
        }

        if (span < TimeSpan.FromSeconds(1))
        {
            return Format.Milliseconds(span);
        }

        TimeSpan shown = TimeSpan.FromSeconds(Math.Round(span.TotalSeconds, span < TimeSpan.FromSeconds(10) ? 1 : 0));
        if (shown < TimeSpan.FromMinutes(2))
        {
            return Format.Seconds(shown);
        }

        string hours = (long)shown.TotalHours > 0 ? $"{(long)shown.TotalHours} h " : "";
        string minutes = shown.Minutes > 0 ? $"{shown.Minutes} min " : "";
        string seconds = shown.Seconds > 0 ? $"{shown.Seconds} s" : "";
        return $"{hours}{minutes}{seconds}".TrimEnd();
    }

    private static string Back(FleetParameters parameters, FleetFigures figures)
    {
        string all = parameters.Pods == 1 ? "the pod has" : $"all {Format.Count(parameters.Pods)} pods have";
        string beginning = parameters.Restart is null ? "the start" : "the restart begins";
        if (parameters.Restart is null && parameters.Start == FleetStart.Spread)
        {
            return figures.StillWithoutAtEnd == 0
                ? $"{all} credentials at the end"
                : $"{Pods(figures.StillWithoutAtEnd)} without credentials at the end";
        }

        return figures.AllBackAfter is { } after
            ? $"{all} credentials {Span(after)} after {beginning}"
            : $"{Pods(figures.StillWithoutAtEnd)} still without credentials at the end, not all having had any since {beginning}";
    }

    private static string MostWithout(FleetFigures figures) => figures.MostPodsWithout == 0
        ? "none is ever without"
        : $"at most {Pods(figures.MostPodsWithout)} without at a time, for {Span(figures.LongestWithout)} at the longest";

    private static string OverQuota(FleetParameters parameters, FleetFigures figures)
    {
        string quota = $"the quota of {Format.Rate(parameters.Quota.RequestsPerSecond)}";
        return figures.SecondsOverQuota == 0
            ? $"{quota} is never exceeded"
            : $"{quota} is exceeded in {Format.Count(figures.SecondsOverQuota)} seconds, and {Format.Percent(figures.ThrottledShare)} of the requests are refused";
    }

    private static string AtEnd(FleetFigures figures) => figures.AllBackAfter is null || figures.StillWithoutAtEnd == 0
        ? ""
        : $"; {Pods(figures.StillWithoutAtEnd)} without at the end";

    private static string Pods(int pods) => pods switch
    {
        0 => "no pod is",
        1 => "1 pod is",
        _ => $"{Format.Count(pods)} pods are",
    };
}
