using System.IO.Enumeration;
using StsSim.Operations.Faults;

namespace StsSim.Operations.Tests.Faults;

/// <summary>Patterns match what the file system's do; they are only faster.</summary>
public sealed class FaultPatternTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_text_is_matched_as_by_the_file_system(int seed)
    {
        const string TextOf = "aAbBkK\u212AſsSıiIİéÉß";
        var random = new Random(seed);
        int matched = 0;
        for (int i = 0; i < 50_000; i++)
        {
            string pattern = new(random.GetItems<char>(TextOf + @"*??\", random.Next(5)));
            string text = random.Next(2) == 0 ? new(random.GetItems<char>(TextOf, random.Next(5))) : Like(pattern);
            foreach (bool ignoreCase in new[] { false, true })
            {
                bool expected = FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase);
                Assert.True(expected == new FaultPattern(pattern).Matches(text, ignoreCase), $"'{pattern}' '{text}' {ignoreCase}");
                matched += expected ? 1 : 0;
            }
        }

        Assert.InRange(matched, 10_000, 90_000);

        string Like(string pattern) => new([.. pattern.Select(c => c is '*' or '?' ? 'a' : random.Next(4) == 0 ? char.ToUpperInvariant(c) : c)]);
    }

    // The beginning is compared as texts are, and a pattern by characters: the first must pass what the second does.
    [Fact]
    public void Every_character_begins_a_text_that_is_the_same_but_for_case()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            foreach (char other in new[] { char.ToUpperInvariant((char)c), char.ToLowerInvariant((char)c) })
            {
                string pattern = $"{other}?", text = $"{(char)c}x";
                Assert.True(
                    FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true) == new FaultPattern(pattern).Matches(text, ignoreCase: true), $"{c:x4} {(int)other:x4}");
            }
        }
    }

    [Theory]
    [InlineData("load-1", "load-1", true)]
    [InlineData("load-*", "load-", false)]
    [InlineData("load-?-*", "load-", false)]
    [InlineData(@"load\*", "load", false)]
    [InlineData("*", "", false)]
    public void It_begins_with_what_stands_before_a_wildcard(string pattern, string prefix, bool isExact) =>
        Assert.Equal((prefix, isExact), (new FaultPattern(pattern).Prefix.ToString(), new FaultPattern(pattern).IsExact));
}
