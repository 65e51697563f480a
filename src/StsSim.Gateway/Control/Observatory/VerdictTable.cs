using System.Text;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>What the rules say of a group of clients.</summary>
internal static class VerdictTable
{
    public static string Of(string clients, IReadOnlyList<Verdict> verdicts)
    {
        if (verdicts.Count == 0)
        {
            return "<p>No rule is about anything that it did.</p>\n";
        }

        var table = new StringBuilder(
            $"""
            <div class="scroll" role="region" aria-label="{Markup.Encode($"Verdicts on {clients}")}" tabindex="0"><table class="verdicts">
            <thead><tr><th scope="col">Outcome</th><th scope="col">Rule</th><th scope="col">Expected</th><th scope="col">Observed</th><th scope="col">What that means</th></tr></thead>
            <tbody>

            """);
        foreach (Verdict verdict in verdicts)
        {
            string generation = verdict.Generation is { } rules ? $"<small>{Markup.Encode(rules)} rules</small>" : "";
            table.Append(
                $"""
                <tr><td>{OutcomeMark.Of(verdict.Outcome)}</td><th scope="row">{Markup.Encode(verdict.Rule)}{generation}</th><td>{Markup.Encode(verdict.Expected)}</td><td>{Markup.Encode(verdict.Observed)}<small>{Markup.Encode($"of {FigureText.Things(verdict.Samples, "observation")}")}</small></td><td>{Markup.Encode(verdict.Explanation)}<small>{Markup.Encode(verdict.Source)}</small></td></tr>

                """);
        }

        return table.Append("</tbody></table></div>\n").ToString();
    }
}
