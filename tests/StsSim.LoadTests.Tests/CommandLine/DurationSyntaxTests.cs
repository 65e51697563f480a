using StsSim.LoadTests.CommandLine;

namespace StsSim.LoadTests.Tests.CommandLine;

public sealed class DurationSyntaxTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("2m", 120)]
    [InlineData("1m30s", 90)]
    [InlineData("1h", 3600)]
    [InlineData("0.5h", 1800)]
    [InlineData("45", 45)]
    [InlineData("2.5s", 2.5)]
    [InlineData("500ms", 0.5)]
    public void Durations_read_as_people_type_them(string text, double seconds)
    {
        Assert.True(DurationSyntax.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5s")]
    [InlineData("s")]
    [InlineData("30s1m")]
    [InlineData("10 s")]
    [InlineData("99999999999999999999h")]
    public void Anything_else_is_refused(string text) => Assert.False(DurationSyntax.TryParse(text, out _));

    [Theory]
    [InlineData("0")]
    [InlineData("1ms")]
    [InlineData("3s")]
    [InlineData("90s")]
    [InlineData("5m")]
    [InlineData("36h")]
    [InlineData("168h")]
    public void A_duration_is_written_as_it_is_typed(string text)
    {
        Assert.True(DurationSyntax.TryParse(text, out TimeSpan duration));
        Assert.Equal(text, DurationSyntax.Of(duration));
    }
}
