namespace StsSim.Gateway.Control.Charts;

/// <summary>What a chart shows of one thing over time.</summary>
/// <param name="CssClass">Under which the page's style sheet knows its colour and its dashes.</param>
/// <param name="Steps">In order; where one does not begin where the one before ended, nothing is known between them.</param>
/// <param name="IsArea">Whether what is below is filled, behind all lines.</param>
internal sealed record ChartSeries(string Name, string CssClass, IReadOnlyList<ChartStep> Steps, bool IsArea = false);
