using System.Globalization;
using System.Net;
using System.Text;

namespace StsSim.LoadTests.Reports.Charts;

/// <summary>Writes the few SVG elements that charts are made of; all text is encoded here.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _markup = new();

    public SvgWriter(double width, double height, string description) => _markup.Append(
        CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {Number(width)} {Number(height)}\" role=\"img\" aria-label=\"{Encode(description)}\">");

    public void Line(double x1, double y1, double x2, double y2, string cssClass) => _markup.Append(
        $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" class=\"{cssClass}\"/>");

    public void Text(double x, double y, string text, string cssClass, string? transform = null) => _markup.Append(
        $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" class=\"{cssClass}\"{(transform is null ? "" : $" transform=\"{transform}\"")}>{Encode(text)}</text>");

    /// <param name="title">Shown when the pointer rests on the rectangle.</param>
    public void Rectangle(double x, double y, double width, double height, string cssClass, string? title = null) => _markup.Append(
        $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\" class=\"{cssClass}\">{(title is null ? "" : $"<title>{Encode(title)}</title>")}</rect>");

    public void Path(IEnumerable<(double X, double Y)> points, string cssClass)
    {
        string commands = string.Join(
            ' ', points.Select((point, index) => $"{(index == 0 ? 'M' : 'L')}{Number(point.X)} {Number(point.Y)}"));
        if (commands.Length > 0)
        {
            _markup.Append($"<path d=\"{commands}\" class=\"{cssClass}\"/>");
        }
    }

    public void Marker(MarkerShape shape, double x, double y, string cssClass)
    {
        const double Radius = 3.4;
        string commands = shape switch
        {
            MarkerShape.Circle => $"M{Number(x - Radius)} {Number(y)}a{Radius} {Radius} 0 1 0 {2 * Radius} 0a{Radius} {Radius} 0 1 0 {-2 * Radius} 0Z",
            MarkerShape.Square => $"M{Number(x - Radius)} {Number(y - Radius)}h{2 * Radius}v{2 * Radius}h{-2 * Radius}Z",
            MarkerShape.Triangle => $"M{Number(x)} {Number(y - Radius - 0.6)}L{Number(x + Radius + 0.6)} {Number(y + Radius)}H{Number(x - Radius - 0.6)}Z",
            _ => $"M{Number(x - Radius)} {Number(y - Radius)}l{2 * Radius} {2 * Radius}m0 {-2 * Radius}l{-2 * Radius} {2 * Radius}",
        };
        _markup.Append($"<path d=\"{commands}\" class=\"marker {cssClass}\"/>");
    }

    public string Finish() => _markup.Append("</svg>").ToString();

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
