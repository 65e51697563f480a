using System.Globalization;
using System.Text;

namespace StsSim.Gateway.Control.Charts;

/// <summary>Writes the few elements that charts are made of; text is encoded here.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();

    /// <param name="label">What the image shows, for who does not see it.</param>
    public SvgWriter(double width, double height, string label) =>
        _svg.Append($"<svg viewBox=\"0 0 {Number(width)} {Number(height)}\" role=\"img\" aria-label=\"{Markup.Encode(label)}\">\n");

    public void Line(double x1, double y1, double x2, double y2, string cssClass) =>
        _svg.Append($"<line class=\"{cssClass}\" x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"/>\n");

    /// <param name="title">Shown where the pointer rests on it.</param>
    public void Rectangle(double x, double y, double width, double height, string cssClass, string? title = null) => _svg.Append(
        $"<rect class=\"{cssClass}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\">{Title(title)}</rect>\n");

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Text(double x, double y, string text, string cssClass, string anchor = "start", string? title = null) =>
        _svg.Append($"<text class=\"{cssClass}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Markup.Encode(text)}{Title(title)}</text>\n");

    public void Polyline(IEnumerable<(double X, double Y)> points, string cssClass, string? title = null) =>
        _svg.Append($"<polyline class=\"{cssClass}\" points=\"{Points(points)}\">{Title(title)}</polyline>\n");

    public void Polygon(IEnumerable<(double X, double Y)> points, string cssClass, string? title = null) =>
        _svg.Append($"<polygon class=\"{cssClass}\" points=\"{Points(points)}\">{Title(title)}</polygon>\n");

    public string Finish() => _svg.Append("</svg>\n").ToString();

    private static string Title(string? title) => title is null ? "" : $"<title>{Markup.Encode(title)}</title>";

    private static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
