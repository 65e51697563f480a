using System.Text.RegularExpressions;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Policies;

public sealed class WildcardPatternTests
{
    [Theory]
    [InlineData("*", "")]
    [InlineData("*", "anything at all")]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("a?c", "abc")]
    [InlineData("a*c", "ac")]
    [InlineData("a*c", "abbbc")]
    [InlineData("a*c", "acac")]
    [InlineData("a**c", "abc")]
    [InlineData("*a*", "bab")]
    [InlineData("?*", "a")]
    [InlineData("*?", "ab")]
    [InlineData("*.txt", "a.txt.txt")]
    [InlineData("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a/b/c")]
    [InlineData("arn:*:iam::*:user/?lice", "arn:aws:iam::123456789012:user/Alice")]
    [InlineData("a[b]c.$^\\", "a[b]c.$^\\")]
    public void A_pattern_matches_the_whole_text(string pattern, string text)
    {
        Assert.True(new WildcardPattern(pattern).Matches(text, ignoreCase: false));
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("a", "")]
    [InlineData("?", "")]
    [InlineData("?", "ab")]
    [InlineData("??", "a")]
    [InlineData("abc", "abcd")]
    [InlineData("abc", "xabc")]
    [InlineData("abc", "ABC")]
    [InlineData("a*c", "acb")]
    [InlineData("a*b*c", "acb")]
    [InlineData("*?*?*", "a")]
    [InlineData("a.c", "abc")]
    [InlineData("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket")]
    [InlineData("arn:aws:s3:::bucket/*", "arn:aws:s3:::Bucket/a")]
    public void A_pattern_does_not_match_other_texts(string pattern, string text)
    {
        Assert.False(new WildcardPattern(pattern).Matches(text, ignoreCase: false));
    }

    [Theory]
    [InlineData("sts:Get*", "STS:getfederationtoken", true)]
    [InlineData("STS:GETFEDERATIONTOKEN", "sts:GetFederationToken", true)]
    [InlineData("sts:?etSessionToken", "sts:gETsESSIONtOKEN", true)]
    [InlineData("sts:GetSessionToken", "sts:GetSessionTokens", false)]
    [InlineData("sts:[", "sts:{", false)] // apart by the bit that tells cases apart
    [InlineData("sts:@", "sts:`", false)]
    public void Case_is_passed_over_where_it_is_told_to_be(string pattern, string text, bool matches)
    {
        Assert.Equal(matches, new WildcardPattern(pattern).Matches(text, ignoreCase: true));
    }

    [Fact]
    public void Random_patterns_match_what_an_equal_regular_expression_matches()
    {
        var random = new Random(42);
        int matched = 0;
        for (int round = 0; round < 10_000; round++)
        {
            bool ignoreCase = random.Next(2) == 0;
            string pattern = new(random.GetItems<char>("aAb*?", random.Next(9)));
            string text = new(random.GetItems<char>("aAb", random.Next(9)));
            string expression = $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}\\z";
            RegexOptions options = RegexOptions.Singleline | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);

            bool expected = Regex.IsMatch(text, expression, options);
            matched += expected ? 1 : 0;
            Assert.True(expected == new WildcardPattern(pattern).Matches(text, ignoreCase), $"'{pattern}' on '{text}', ignoring case: {ignoreCase}");
        }

        Assert.InRange(matched, 1_000, 9_000);
    }

    // Matching that tried every way would not come to its end.
    [Theory]
    [InlineData("*a", 'b', false)]
    [InlineData("*a", 'a', true)]
    [InlineData("*?", 'b', true)]
    [InlineData("a*", 'b', false)]
    public void Many_stars_do_no_harm(string unit, char last, bool tailMatters)
    {
        string pattern = string.Concat(Enumerable.Repeat(unit, 400)) + last;
        string text = new string('a', 5_000) + last;
        Assert.True(new WildcardPattern(pattern).Matches(text, ignoreCase: false));
        Assert.False(new WildcardPattern(pattern).Matches(text + "!", ignoreCase: true));
        Assert.Equal(tailMatters, new WildcardPattern(pattern).Matches(new string('a', 5_000), ignoreCase: true) || unit == "*?");
    }
}
