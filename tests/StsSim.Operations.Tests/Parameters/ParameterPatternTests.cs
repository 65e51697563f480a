using System.Text;
using System.Text.RegularExpressions;
using StsSim.Operations.Parameters;

namespace StsSim.Operations.Tests.Parameters;

public sealed class ParameterPatternTests
{
    private const int Strings = 20_000;

    // What the service model's patterns mean, for a regex engine that knows code points up to U+FFFF only: \w is ASCII in
    // Java, and \u10000-\u10FFFF stands for what lies beyond. Surrogates are judged in a test of their own.
    public static TheoryData<string, string> Patterns { get; } = new()
    {
        { nameof(ParameterPattern.UserName), @"[A-Za-z0-9_+=,.@-]*" },
        { nameof(ParameterPattern.AccessKeyId), @"[A-Za-z0-9_]*" },
        { nameof(ParameterPattern.SerialNumber), @"[A-Za-z0-9_+=/:,.@-]*" },
        { nameof(ParameterPattern.TokenCode), @"[0-9]*" },
        { nameof(ParameterPattern.SessionPolicy), @"[\u0009\u000A\u000D\u0020-\u00FF]+" },
        { nameof(ParameterPattern.Arn), @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD]+" },
        { nameof(ParameterPattern.TagKey), @"[\p{L}\p{Z}\p{N}_.:/=+\-@]+" },
        { nameof(ParameterPattern.TagValue), @"[\p{L}\p{Z}\p{N}_.:/=+\-@]*" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Every_character_is_judged_as_by_the_regular_expression(string name, string equivalent)
    {
        ParameterPattern pattern = Find(name);
        Regex regex = Compile(equivalent);
        for (int c = 0; c <= char.MaxValue; c++)
        {
            if (!char.IsSurrogate((char)c))
            {
                string text = ((char)c).ToString();
                Assert.True(regex.IsMatch(text) == pattern.Matches(text), $"U+{c:X4}");
            }
        }

        Assert.Equal(regex.IsMatch(""), pattern.Matches(""));
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Random_strings_are_judged_as_by_the_regular_expression(string name, string equivalent)
    {
        ParameterPattern pattern = Find(name);
        Regex regex = Compile(equivalent);
        var random = new Random(20_111_506);
        int matched = 0;
        for (int i = 0; i < Strings; i++)
        {
            string text = RandomText(random, pattern);
            bool expected = regex.IsMatch(text);
            Assert.True(expected == pattern.Matches(text), $"'{text}'");
            matched += expected ? 1 : 0;
        }

        Assert.InRange(matched, Strings / 10, Strings * 9 / 10);
    }

    [Theory]
    [InlineData("\U00020000", true)] // a Chinese letter
    [InlineData("\U0001D7D8", true)] // a mathematical digit
    [InlineData("a\U00020000b", true)]
    [InlineData("\U0001F600", false)] // a smiling face is neither letter nor number
    [InlineData("\U00020000\U0001F600", false)]
    [InlineData("\uD840", false)] // half a letter
    public void Tags_take_letters_and_numbers_beyond_the_basic_plane_and_nothing_else_there(string text, bool matches)
    {
        Assert.Equal(matches, ParameterPattern.TagKey.Matches(text));
        Assert.Equal(matches, ParameterPattern.TagValue.Matches(text));
    }

    [Theory]
    [InlineData("\U0001F600", true)]
    [InlineData("\U0010FFFF", true)]
    [InlineData("\uFFFE", false)]
    public void Arns_take_everything_beyond_the_basic_plane(string text, bool matches) =>
        Assert.Equal(matches, ParameterPattern.Arn.Matches(text));

    [Fact]
    public void Patterns_are_quoted_as_the_model_spells_them()
    {
        Assert.Equal(@"[\w+=,.@-]*", ParameterPattern.UserName.Text);
        Assert.Equal(
            @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+", ParameterPattern.Arn.Text);
        Assert.Equal(@"[\u0009\u000A\u000D\u0020-\u00FF]+", ParameterPattern.SessionPolicy.Text);
        Assert.Equal(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", ParameterPattern.TagKey.Text);
    }

    private static ParameterPattern Find(string name) => (ParameterPattern)typeof(ParameterPattern).GetProperty(name)!.GetValue(null)!;

    private static Regex Compile(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant);

    // Half of them only of characters the pattern takes, so that both answers are common.
    private static string RandomText(Random random, ParameterPattern pattern)
    {
        bool taken = random.Next(2) == 0;
        var text = new StringBuilder();
        for (int length = random.Next(20); length > 0; length--)
        {
            char c;
            do
            {
                c = (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(0x100));
            }
            while (char.IsSurrogate(c) || (taken && !pattern.Matches(c.ToString())));
            text.Append(c);
        }

        return text.ToString();
    }
}
