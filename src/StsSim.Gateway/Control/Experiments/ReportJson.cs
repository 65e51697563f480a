using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>Experiments and their reports as the control API writes them.</summary>
internal static class ReportJson
{
    public static Task WriteAsync(HttpContext context, ExperimentReport report) => ControlJson.WriteAsync(context.Response, Of(report));

    public static object Of(ExperimentSummary experiment) => new
    {
        experiment.Id,
        experiment.Name,
        State = NameOf(experiment.State),
        experiment.Seed,
        experiment.AccountId,
        experiment.StartedAt,
        experiment.EndedAt,
    };

    public static object Of(ExperimentReport report)
    {
        IReadOnlyList<PhaseDefinition> phases = report.Definition.Phases;
        return new
        {
            report.Id,
            report.Definition.Name,
            report.Definition.Description,
            State = NameOf(report.State),
            report.StoppedBecause,
            Phase = report.Phase is { } running ? phases[running].Name : null,
            report.Definition.Seed,
            report.Definition.AccountId,
            report.StartedAt,
            report.EndsAt,
            Phases = report.Phases.Select(Of),
            report.Figures,
            Expectations = report.Expectations.Select(Of),
            SlotSeconds = report.SlotWidth.TotalSeconds,
            Timeline = report.Timeline.Select(slot => Of(slot, phases[slot.Phase].Name)),
            Load = report.Definition.Load is { } load ? JsonElement.Parse(load) : (JsonElement?)null,
        };
    }

    /// <summary>What of a report is of interest while it runs: where it stands, without its figures.</summary>
    public static object ProgressOf(ExperimentReport report) => new
    {
        report.Id,
        report.Definition.Name,
        State = NameOf(report.State),
        report.Definition.AccountId,
        report.StartedAt,
        report.EndsAt,
        Phase = report.Phase is { } running ? report.Definition.Phases[running].Name : null,
        Phases = report.Phases.Select(phase => new
        {
            phase.Definition.Name,
            phase.Definition.Description,
            State = NameOf(phase.State),
            DurationSeconds = phase.Definition.Duration.TotalSeconds,
            phase.StartedAt,
            phase.EndedAt,
        }),
        Expectations = report.Expectations.Select(Of),
    };

    private static object Of(ReportedPhase phase) => new
    {
        phase.Definition.Name,
        phase.Definition.Description,
        State = NameOf(phase.State),
        DurationSeconds = phase.Definition.Duration.TotalSeconds,
        phase.StartedAt,
        phase.EndedAt,
        phase.Figures,
    };

    public static object Of(CheckedExpectation expectation) => new
    {
        Expectation = expectation.Text,
        expectation.Phase,
        expectation.Clients,
        expectation.Figure,
        expectation.Expected,
        expectation.Observed,
        Outcome = NameOf(expectation.Outcome),
    };

    private static object Of(TimelineSlot slot, string phase) => new
    {
        slot.AtSeconds,
        slot.Seconds,
        Phase = phase,
        slot.Counts.Requests,
        slot.Counts.Ok,
        slot.Counts.Throttled,
        slot.Counts.ClientErrors,
        slot.Counts.ServerErrors,
        slot.Counts.Abandoned,
        slot.Counts.Faulted,
        slot.Counts.FirstAttempts,
        slot.Counts.Retries,
    };

    /// <summary>A value of an enumeration as it is written.</summary>
    internal static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
