using System.Globalization;
using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

public sealed class BasicDateTests
{
    [Theory]
    [InlineData("20261127T120000Z")]
    [InlineData("20240229T235959Z")]
    [InlineData("00010101T000000Z")]
    [InlineData("20250229T120000Z")]
    [InlineData("19000229T120000Z")]
    [InlineData("00000101T000000Z")]
    [InlineData("20261327T120000Z")]
    [InlineData("20261100T120000Z")]
    [InlineData("20261127T240000Z")]
    [InlineData("20261127T126000Z")]
    [InlineData("20261127T120060Z")]
    [InlineData("20261127t120000Z")]
    [InlineData("20261127T120000z")]
    [InlineData("20261127T12000Z")]
    [InlineData("20261127T1200000")]
    [InlineData("2026112\u0667T120000Z")]
    [InlineData("")]
    public void It_is_read_as_a_parser_reads_it_that_is_given_the_format(string text)
    {
        bool isDate = DateTimeOffset.TryParseExact(
            text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset expected);

        Assert.Equal(isDate, BasicDate.TryParse(text, out DateTimeOffset date));
        Assert.Equal(expected, date);
        Assert.True(!isDate || BasicDate.Format(date) == text);
    }
}
