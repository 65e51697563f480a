using System.Globalization;
using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>What a report on clients says, in sentences; none of it is encoded for a page.</summary>
internal static class ClientReportWords
{
    private const int MostNamed = 4;

    // As much as counts as no retries at all.
    private const double NoAmplification = 1.005;

    public static string Title(ClientReport report) => report switch
    {
        { Experiment: { } experiment } => $"What clients did in {experiment.Definition.Name}",
        { Scope.ExperimentId: { } id } => $"What clients did in {id}",
        _ => "What clients did",
    };

    /// <summary>When, where and in what.</summary>
    public static string Circumstances(ClientReport report)
    {
        var parts = new List<string> { Time(report.At), report.AccountId is { } account ? $"account {account}" : "all accounts" };
        if (report.Experiment is { } experiment)
        {
            parts.Add($"{experiment.Id}, {ReportJson.NameOf(experiment.State)}");
            parts.Add($"seed {experiment.Definition.Seed.ToString(CultureInfo.InvariantCulture)}");
        }
        else if (report.Scope.ExperimentId is { } id)
        {
            parts.Add(id);
        }

        if (report.Scope.Phase is { } phase)
        {
            parts.Add($"phase {PhaseName(report, phase)}");
        }

        if (report.Groups.Count > 0)
        {
            parts.Add($"clients seen from {Time(report.Groups.Min(group => group.FirstSeen))} to {Time(report.Groups.Max(group => group.LastSeen))}");
        }

        return string.Join(" · ", parts);
    }

    /// <summary>All calls together: how many, what share got through, what retries made of them, who did worst.</summary>
    public static IEnumerable<string> Summary(ClientReport report, GroupNames names)
    {
        double Total(ClientFigure figure) => report.Totals[figure] ?? 0;

        double invocations = Total(ClientFigure.Invocations);
        double requests = Total(ClientFigure.Requests);
        double succeeded = Total(ClientFigure.Succeeded);
        double givenUp = Total(ClientFigure.GivenUp);
        double pending = Total(ClientFigure.Pending);
        string share = succeeded + givenUp > 0 ? $" {FigureText.Share(succeeded / (succeeded + givenUp))} of the calls that ended got through" : " None of them has ended";
        yield return $"{FigureText.Things(Total(ClientFigure.Clients), "client")} in {FigureText.Things(report.Groups.Count, "group")} made {FigureText.Things(invocations, "call")} in {FigureText.Things(requests, "request")}."
            + $"{share}; {(givenUp == 0 ? "none was" : givenUp == 1 ? "1 was" : $"{FigureText.Count(givenUp)} were")} given up{(pending > 0 ? $", and {FigureText.Count(pending)} may still go on" : "")}.";
        yield return Amplification(report, names);
        double failed = Total(ClientFigure.ClientErrors) + Total(ClientFigure.ServerErrors) + Total(ClientFigure.Abandoned);
        if (requests > 0 && Total(ClientFigure.Ok) < requests)
        {
            yield return $"Of all requests {FigureText.Share(Total(ClientFigure.Ok) / requests)} were accepted, {FigureText.Share(Total(ClientFigure.Throttled) / requests)} told to slow down, and {FigureText.Share(failed / requests)} failed otherwise.";
        }

        foreach (string sentence in Recovery(report, names).Append(Judged(report, names)).Concat(NotJudged(report, names)))
        {
            yield return sentence;
        }

        if (Total(ClientFigure.Unobserved) > 0)
        {
            yield return $"{FigureText.Things(Total(ClientFigure.Unobserved), "request")} could not be observed, because too many came at once: the figures are too low by them.";
        }
    }

    private static string Amplification(ClientReport report, GroupNames names)
    {
        double amplification = report.Totals[ClientFigure.Amplification] ?? 1;
        if (amplification < NoAmplification)
        {
            return "Hardly anything was retried: each call took one attempt.";
        }

        ClientGroupReport most = report.Groups.MaxBy(group => group.Figures[ClientFigure.Amplification] ?? 0)!;
        double highest = most.Figures[ClientFigure.Amplification] ?? 1;
        string who = report.Groups.Count == 1 ? "" : highest > amplification * 1.05 ? $" {names.Of(most.Group)} amplified most, by {FigureText.Ratio(highest)}." : " All groups amplified about as much.";
        return $"Retries multiplied what clients called for by {FigureText.Ratio(amplification)}.{who}";
    }

    private static IEnumerable<string> Recovery(ClientReport report, GroupNames names)
    {
        if (report.Experiment is not { } experiment || report.Scope.Phase is not null || experiment.Phases.Count < 2)
        {
            yield break;
        }

        string first = experiment.Phases[0].Definition.Name;
        ReportedPhase[] later = [.. experiment.Phases.Skip(1).Where(phase => phase.State is not (PhaseState.Pending or PhaseState.Skipped) && phase.Figures[Figure.Requests] is > 0)];
        string[] never = [.. later.Where(phase => phase.State != PhaseState.Running && phase.Figures[Figure.TimeToRecoverSeconds] is null).Select(phase => phase.Definition.Name)];
        if (never.Length > 0)
        {
            yield return $"In the {(never.Length == 1 ? "phase" : "phases")} {List(never)} goodput did not come back to that of {first}.";
        }

        foreach (ReportedPhase phase in later)
        {
            if (phase.Figures[Figure.TimeToRecoverSeconds] is { } seconds)
            {
                string when = seconds == 0 ? "at once" : $"after {FigureText.Delay(seconds * 1000)}";
                yield return $"In the phase {phase.Definition.Name} goodput was back to that of {first} {when}{Slowest(report, names, phase.Definition.Name)}.";
            }
        }
    }

    /// <summary>Which group came back last, where there are several.</summary>
    private static string Slowest(ClientReport report, GroupNames names, string phase)
    {
        (ClientGroup Group, double Seconds)[] recovered =
        [
            .. from client in report.Groups
               from ofGroup in client.Phases
               where ofGroup.Segment.PhaseName == phase
               let seconds = ofGroup.Figures[ClientFigure.TimeToRecoverSeconds]
               where seconds is > 0
               orderby seconds descending
               select (client.Group, seconds.Value),
        ];
        return report.Groups.Count > 1 && recovered.Length > 0
            ? $"; {names.Of(recovered[0].Group)} took longest, {FigureText.Delay(recovered[0].Seconds * 1000)}"
            : "";
    }

    private static string Judged(ClientReport report, GroupNames names)
    {
        string[] deviating = NamesWith(report, names, VerdictOutcome.Deviates);
        string[] unwise = NamesWith(report, names, VerdictOutcome.AgainstPractice);
        if (deviating.Length + unwise.Length == 0)
        {
            return report.Groups.Any(group => group.Verdicts.Any(verdict => verdict.Outcome == VerdictOutcome.Conforms))
                ? "Nobody was seen to do otherwise than documented."
                : "There is nothing to judge yet: a client shows what it is worth when its calls fail.";
        }

        string[] sentences =
        [
            .. deviating.Length == 0 ? Array.Empty<string>() : [$"{List(deviating)} {(deviating.Length == 1 ? "deviates from what its SDK documents" : "deviate from what their SDKs document")}."],
            .. unwise.Length == 0 ? Array.Empty<string>() : [$"{List(unwise)} {(unwise.Length == 1 ? "acts" : "act")} against what is advised to every client."],
        ];
        return string.Join(' ', sentences);
    }

    /// <summary>Who is not judged, and why.</summary>
    private static IEnumerable<string> NotJudged(ClientReport report, GroupNames names)
    {
        string[] calm = [.. report.Groups.Where(group => group.Verdicts.Count == 0).Select(group => names.Of(group.Group))];
        if (calm.Length > 0 && calm.Length < report.Groups.Count)
        {
            yield return $"{List(calm)} {(calm.Length == 1 ? "is" : "are")} not judged: nothing that {(calm.Length == 1 ? "it" : "they")} did is anything that a rule is about.";
        }

        string[] undecided =
        [
            .. report.Groups.Where(group => group.Verdicts.Count > 0 && group.Verdicts.All(verdict => verdict.Outcome is VerdictOutcome.Undecided or VerdictOutcome.Described))
                .Select(group => names.Of(group.Group)),
        ];
        if (undecided.Length > 0)
        {
            yield return $"Too little was seen to judge {List(undecided)}.";
        }

        string[] inferred = [.. report.Groups.Where(group => group.Group.IsInferred).Select(group => names.Of(group.Group))];
        if (inferred.Length > 0)
        {
            yield return $"{List(inferred)} {(inferred.Length == 1 ? "sends" : "send")} no invocation id: which requests are one call is inferred from who asked for the same again within 25 seconds.";
        }
    }

    private static string[] NamesWith(ClientReport report, GroupNames names, VerdictOutcome outcome) =>
        [.. report.Groups.Where(group => group.Verdicts.Any(verdict => verdict.Outcome == outcome)).Select(group => names.Of(group.Group))];

    /// <summary>Names as a sentence has them; the first few, and how many more there are.</summary>
    private static string List(string[] names)
    {
        int rest = names.Length - MostNamed;
        string[] parts = rest > 1 ? [.. names.Take(MostNamed), $"{FigureText.Count(rest)} others"] : [.. names];
        return parts.Length == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
    }

    private static string PhaseName(ClientReport report, int phase) =>
        report.Experiment is { } experiment && phase < experiment.Definition.Phases.Count ? experiment.Definition.Phases[phase].Name
        : report.Groups.SelectMany(group => group.Phases).FirstOrDefault(seen => seen.Segment.Phase == phase)?.Segment.PhaseName ?? phase.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
