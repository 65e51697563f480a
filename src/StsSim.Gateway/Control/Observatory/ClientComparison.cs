using System.Globalization;
using System.Text;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>All groups beside each other, the one with the most requests first.</summary>
internal static class ClientComparison
{
    /// <param name="inFull">How many have a section of their own, to which their names lead.</param>
    public static string Of(ClientReport report, GroupNames names, int inFull)
    {
        double most = report.Groups.Max(group => group.Figures[ClientFigure.Amplification] ?? 1);
        var table = new StringBuilder(
            """
            <div class="scroll" role="region" aria-label="All groups of clients" tabindex="0"><table class="comparison">
            <thead><tr><th scope="col">Clients</th><th scope="col">Mode</th><th scope="col" class="number">Calls</th><th scope="col">Amplification</th><th scope="col" class="number">Got through</th><th scope="col" class="number">Given up</th><th scope="col" class="number">Goodput</th><th scope="col" class="number">Retry delay, p50</th><th scope="col" class="number">Jitter</th><th scope="col">Deviations</th></tr></thead>
            <tbody>

            """);
        for (int number = 0; number < report.Groups.Count; number++)
        {
            ClientGroupReport group = report.Groups[number];
            string name = $"<bdi>{Markup.Encode(names.Of(group.Group))}</bdi>";
            table.Append($"<tr><th scope=\"row\">{(number < inFull ? $"<a href=\"#{ClientGroupSection.IdOf(number)}\">{name}</a>" : name)}</th><td>{Markup.Encode(ModeOf(group.Group))}</td>");
            table.Append(Cell(group, ClientFigure.Invocations));
            table.Append(AmplificationCell(group.Figures[ClientFigure.Amplification], most));
            foreach (ClientFigure figure in (ReadOnlySpan<ClientFigure>)[ClientFigure.SuccessRate, ClientFigure.GivenUp, ClientFigure.GoodputPerSecond, ClientFigure.RetryDelayP50Ms, ClientFigure.Jitter])
            {
                table.Append(Cell(group, figure));
            }

            table.Append($"<td>{OutcomeMark.Of(group.Verdicts)}</td></tr>\n");
        }

        return table.Append("</tbody></table></div>\n").ToString();
    }

    /// <summary>The retry mode as far as it is known, and whether calls are inferred.</summary>
    public static string ModeOf(ClientGroup group) =>
        $"{group.RetryMode ?? (group.IsInferred ? "" : "not said")}{(group.IsInferred ? $"{(group.RetryMode is null ? "" : ", ")}inferred" : "")}";

    private static string Cell(ClientGroupReport group, ClientFigure figure) => $"<td class=\"number\">{Markup.Encode(FigureText.Of(group.Figures, figure))}</td>";

    private static string AmplificationCell(double? amplification, double most)
    {
        string width = (60 * (amplification ?? 0) / Math.Max(1, most)).ToString("0.#", CultureInfo.InvariantCulture);
        return $"<td class=\"share\"><span class=\"bar\" style=\"width:{width}%\"></span> {(amplification is { } value ? FigureText.Ratio(value) : FigureText.None)}</td>";
    }
}
