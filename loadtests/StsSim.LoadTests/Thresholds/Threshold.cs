using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Thresholds;

/// <summary>
/// What must hold of a run's own figures, such as <c>p99 &lt; 200ms</c> or
/// <c>client("dotnet-*").phase("recovery").ok &gt;= 99%</c>.
/// </summary>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Client">A name with <c>*</c> for any letters; <see langword="null"/> for each of the client groups.</param>
/// <param name="Phase">The same of phases; <see langword="null"/> for the whole run.</param>
/// <param name="Step">The same of steps; <see langword="null"/> for whole invocations.</param>
/// <param name="Bound">In milliseconds, a share of 1, or a number, as the figure's unit is.</param>
internal sealed record Threshold(
    string Text, string? Client, string? Phase, string? Step, ThresholdFigure Figure, string Operator, double Bound)
{
    /// <summary>Whether it holds of one value; of none it does not, for nothing was measured.</summary>
    public bool HoldsOf(double? value) => value is { } known && Operator switch
    {
        "<" => known < Bound,
        "<=" => known <= Bound,
        ">" => known > Bound,
        ">=" => known >= Bound,
        "==" => known == Bound,
        _ => known != Bound,
    };

    /// <summary>The worst of what it is about, beside what was wanted; about nothing it does not hold.</summary>
    public CheckedThreshold Check(IReadOnlyList<GroupResult> groups, IReadOnlyList<string> phases, TimeSpan duration)
    {
        CheckedThreshold? worst = null;
        foreach (GroupResult group in groups.Where(group => Matches(Client, group.Group.Name)))
        {
            foreach ((string? part, TallyFigures figures) in PartsOf(group, phases))
            {
                double? value = Figure.Of(figures, duration);
                string subject = part is null ? group.Group.Name : $"{group.Group.Name}, {part}";
                if (worst is null || (worst.Held && !HoldsOf(value)))
                {
                    worst = new CheckedThreshold(this, subject, value, HoldsOf(value));
                }
            }
        }

        return worst ?? new CheckedThreshold(this, "nothing", null, false);
    }

    private IEnumerable<(string? Part, TallyFigures Figures)> PartsOf(GroupResult group, IReadOnlyList<string> phases)
    {
        if (Step is not null)
        {
            return group.Steps.Where(step => Matches(Step, step.Step)).Select(step => ((string?)step.Step, step.Figures));
        }

        return Phase is null
            ? [(null, group.Total)]
            : phases.Select((name, index) => ((string?)name, group.Phases[index])).Where(entry => Matches(Phase, entry.Item1!));
    }

    private static bool Matches(string? pattern, string name) =>
        pattern is null || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name);
}
