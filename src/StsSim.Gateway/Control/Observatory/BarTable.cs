using System.Globalization;
using System.Text;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>Counts by name as a table whose rows have bars: who sees no bars reads the numbers.</summary>
internal static class BarTable
{
    /// <param name="caption">What is counted.</param>
    /// <param name="name">What the names are of.</param>
    public static string Of(string caption, string name, string count, IReadOnlyList<(string Name, long Count)> rows)
    {
        double most = Math.Max(1, rows.Select(row => row.Count).DefaultIfEmpty(1).Max());
        double total = Math.Max(1, rows.Sum(row => row.Count));
        var table = new StringBuilder(
            $"<div class=\"scroll\"><table class=\"bars\"><caption>{Markup.Encode(caption)}</caption><thead><tr><th scope=\"col\">{Markup.Encode(name)}</th><th scope=\"col\" class=\"number\">{Markup.Encode(count)}</th><th scope=\"col\">share</th></tr></thead><tbody>\n");
        foreach ((string row, long value) in rows)
        {
            string width = (100 * value / most).ToString("0.#", CultureInfo.InvariantCulture);
            table.Append(
                $"<tr><th scope=\"row\"><bdi>{Markup.Encode(row)}</bdi></th><td class=\"number\">{FigureText.Count(value)}</td><td class=\"share\"><span class=\"bar\" style=\"width:calc({width}% * .7)\"></span> {Markup.Encode(FigureText.Share(value / total))}</td></tr>\n");
        }

        return table.Append("</tbody></table></div>\n").ToString();
    }
}
