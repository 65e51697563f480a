using System.Text.Json;
using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>What the observatory knows as the control API writes it. <see cref="Version"/> changes when a member does.</summary>
internal static class ClientReportJson
{
    /// <summary>Members may be added under the same version; none is taken away or means something else.</summary>
    public const int Version = 1;

    private static readonly string[] FigureNames = [.. Enum.GetNames<ClientFigure>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static object Of(ClientReport report) => new
    {
        Version,
        report.At,
        report.AccountId,
        report.Scope.ExperimentId,
        report.Scope.Phase,
        Experiment = report.Experiment is { } experiment ? ReportJson.Of(experiment) : null,
        Totals = Of(report.Totals),
        Groups = report.Groups.Select(Of),
        report.Timeline,
    };

    public static object Of(ClientSummary client) => new
    {
        client.Group.Name,
        client.Group.AccountId,
        client.Group.ApplicationId,
        client.Group.Sdk,
        client.Group.SdkVersion,
        client.Group.Language,
        client.Group.RetryMode,
        Inferred = client.Group.IsInferred,
        client.Principal,
        client.Sources,
        client.FirstSeen,
        client.LastSeen,
        client.Requests,
        client.Invocations,
        client.Attempts,
        Amplification = client.Amplification is { } amplification ? Math.Round(amplification, 4) : (double?)null,
        client.Ok,
        client.Throttled,
        client.Failed,
        client.Succeeded,
        client.GivenUp,
        client.Goodput,
        client.Sessions,
    };

    public static object Of(ClientGroup group, ReconstructedInvocation invocation) => new
    {
        Client = group.Name,
        Inferred = group.IsInferred,
        Invocation = Of(invocation),
    };

    /// <summary>Figures by their names; those that do not exist are left out.</summary>
    public static IReadOnlyDictionary<string, double> Of(ClientFigures figures)
    {
        var named = new Dictionary<string, double>();
        for (int figure = 0; figure < FigureNames.Length; figure++)
        {
            if (figures[(ClientFigure)figure] is { } value)
            {
                named.Add(FigureNames[figure], value);
            }
        }

        return named;
    }

    private static object Of(ClientGroupReport group) => new
    {
        group.Group.Name,
        group.Group.AccountId,
        group.Group.ApplicationId,
        group.Group.Sdk,
        group.Group.SdkVersion,
        group.Group.Language,
        group.Group.RetryMode,
        Inferred = group.Group.IsInferred,
        group.FirstSeen,
        group.LastSeen,
        group.Description,
        Figures = Of(group.Figures),
        Phases = group.Phases.Select(phase => new
        {
            phase.Segment.ExperimentId,
            phase.Segment.Phase,
            Name = phase.Segment.PhaseName,
            phase.From,
            phase.To,
            Figures = Of(phase.Figures),
        }),
        group.AttemptsPerInvocation,
        Codes = group.Codes.ToDictionary(),
        Operations = group.Operations.ToDictionary(),
        Delays = group.Delays.Select(delays => Of(delays, group.ExpectedDelays)),
        group.Backoff,
        Verdicts = group.Verdicts.Select(Of),
        group.RefreshesByLifeLeft,
        group.Timeline,
    };

    private static object Of(DelayHistogram delays, IReadOnlyList<ExpectedDelays> expected) => new
    {
        delays.Retry,
        After = ReportJson.NameOf(delays.Trigger),
        delays.Total,
        MeanMs = Rounded(delays.MeanMs),
        Variation = Rounded(delays.Variation),
        Buckets = BucketsOf(delays, expected.FirstOrDefault(other => other.Retry == delays.Retry && other.Trigger == delays.Trigger)),
    };

    private static IEnumerable<object> BucketsOf(DelayHistogram delays, ExpectedDelays? expected)
    {
        for (int bucket = 0; bucket < DelayBuckets.Count; bucket++)
        {
            double? share = expected?.Shares[bucket];
            if (delays.Counts[bucket] > 0 || share > 0.0005)
            {
                double end = DelayBuckets.EndOf(bucket);
                yield return new
                {
                    FromMs = Math.Round(DelayBuckets.StartOf(bucket), 3),
                    ToMs = double.IsPositiveInfinity(end) ? (double?)null : Math.Round(end, 3),
                    Count = delays.Counts[bucket],
                    Expected = share is { } part ? Math.Round(part * delays.Total, 2) : (double?)null,
                };
            }
        }
    }

    private static object Of(Verdict verdict) => new
    {
        verdict.Rule,
        Outcome = ReportJson.NameOf(verdict.Outcome),
        verdict.Generation,
        verdict.Expected,
        verdict.Observed,
        verdict.Explanation,
        verdict.Source,
        verdict.Samples,
        Exemplars = verdict.Exemplars.Select(Of),
    };

    private static object Of(ReconstructedInvocation invocation) => new
    {
        Id = invocation.Id == Guid.Empty ? (Guid?)null : invocation.Id,
        invocation.Client.Principal,
        invocation.Client.Source,
        invocation.Operation,
        invocation.StartedAt,
        MaximumAttempts = invocation.MaximumAttempts > 0 ? invocation.MaximumAttempts : (int?)null,
        State = invocation.Succeeded switch { true => "succeeded", false => "givenUp", null => "pending" },
        GaveUp = invocation.GaveUp is { } reason ? ReportJson.NameOf(reason) : null,
        ExperimentId = invocation.Segment?.ExperimentId,
        Phase = invocation.Segment?.PhaseName,
        Attempts = invocation.Attempts.Select(attempt => new
        {
            attempt.Number,
            AtMs = Rounded(attempt.Arrived.TotalMilliseconds),
            DurationMs = Rounded(attempt.Duration.TotalMilliseconds),
            attempt.WaitedMs,
            Outcome = ReportJson.NameOf(attempt.Outcome),
            attempt.Code,
            attempt.Status,
            Fault = attempt.FaultId,
            attempt.ThrottledBy,
            RetryAfterMs = attempt.RetryAfterMs > 0 ? attempt.RetryAfterMs : (int?)null,
        }),
    };

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 3) : null;
}
