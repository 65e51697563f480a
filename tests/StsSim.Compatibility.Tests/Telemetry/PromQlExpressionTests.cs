namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A reader that overlooked a name would let the dashboard use what is not there.</summary>
public sealed class PromQlExpressionTests
{
    [Theory]
    [InlineData("up", "up", "")]
    [InlineData("rate(a_total[5m])", "a_total", "")]
    [InlineData("""sum by (x, y) (rate(a_total{b="1", c!~"by (z)"}[$__rate_interval])) / on (x) group_left (w) d{}""", "a_total a_total:b a_total:c d", "x y x w")]
    [InlineData("sum(a) by (x) > bool 0.5 and b offset 5", "a b", "x")]
    [InlineData("""histogram_quantile(0.99, sum without (le) (rate(a_bucket{b=~"c{d}"}[1m])))""", "a_bucket a_bucket:b", "le")]
    public void It_finds_every_name(string text, string selected, string grouped)
    {
        var expression = new PromQlExpression(text);

        Assert.Equal(selected, string.Join(' ', expression.Selected.Select(found => found.Label is null ? found.Series : $"{found.Series}:{found.Label}")));
        Assert.Equal(grouped, string.Join(' ', expression.Grouped));
    }
}
