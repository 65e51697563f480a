using System.Text.RegularExpressions;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>The names an expression of PromQL uses: of series, of labels it selects them by, and of labels it groups by.</summary>
internal sealed partial class PromQlExpression
{
    private static readonly string[] Grouping = ["by", "without", "on", "ignoring", "group_left", "group_right"];
    private static readonly string[] Operators = ["and", "or", "unless", "bool", "offset"];

    private static readonly string[] Matchers = ["=", "!=", "=~", "!~"];

    private readonly string[] _tokens;
    private readonly List<(string Series, string? Label)> _selected = [];
    private readonly List<string> _grouped = [];
    private int _at;

    public PromQlExpression(string text)
    {
        _tokens = Tokenize(text);
        while (_at < _tokens.Length)
        {
            ReadNext();
        }
    }

    /// <summary>Series, each with every label it is selected by; one that is not has one entry without a label.</summary>
    public IReadOnlyList<(string Series, string? Label)> Selected => _selected;

    /// <summary>Labels that are grouped or matched by.</summary>
    public IReadOnlyList<string> Grouped => _grouped;

    private string Next => _at + 1 < _tokens.Length ? _tokens[_at + 1] : "";

    private void ReadNext()
    {
        string token = _tokens[_at];
        if (Grouping.Contains(token))
        {
            _at++;
            foreach (string label in ReadList("(", ")"))
            {
                _grouped.Add(label);
            }
        }
        else if (!Identifier().IsMatch(token) || Operators.Contains(token) || Next == "(" || Next is "by" or "without")
        {
            _at++; // punctuation, a number, a word of the language, a function or an aggregation
        }
        else
        {
            ReadSelector(token);
        }
    }

    private void ReadSelector(string series)
    {
        _at++;
        _selected.Add((series, null));
        if (_at < _tokens.Length && _tokens[_at] == "{")
        {
            string[] matchers = ReadList("{", "}");
            for (int i = 0; i < matchers.Length; i += 3)
            {
                Assert.Contains(matchers[i + 1], Matchers);
                Assert.StartsWith("\"", matchers[i + 2], StringComparison.Ordinal);
                _selected.Add((series, matchers[i]));
            }
        }
    }

    // The tokens between brackets, without the commas.
    private string[] ReadList(string open, string close)
    {
        Assert.Equal(open, _tokens[_at]);
        int end = Array.IndexOf(_tokens, close, _at);
        string[] list = [.. _tokens[(_at + 1)..end].Where(token => token != ",")];
        _at = end + 1;
        return list;
    }

    private static string[] Tokenize(string text)
    {
        var tokens = new List<string>();
        for (int at = 0; at < text.Length;)
        {
            Match token = Token().Match(text, at);
            Assert.True(token.Success, $"What is this? {text[at..]}");
            at += token.Length;
            if (!string.IsNullOrWhiteSpace(token.Value))
            {
                tokens.Add(token.Value);
            }
        }

        return [.. tokens];
    }

    // Blanks, texts, ranges such as [5m] or [$__rate_interval], names, numbers, operators, brackets.
    [GeneratedRegex("""\G(\s+|"([^"\\]|\\.)*"|\[[\w$:]+\]|[a-zA-Z_:][\w:]*|\d+(\.\d+)?|[=!]~|[=!<>]=|[-+*/%^<>=(){},])""")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[a-zA-Z_:][\w:]*$")]
    private static partial Regex Identifier();
}
