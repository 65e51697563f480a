using System.Text.RegularExpressions;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>What <c>/metrics</c> says, in Prometheus's text format.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, HashSet<string>> _labels = [];

    public Exposition(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ');
                _types.Add(words[2], words[3]);
            }
            else if (!line.StartsWith('#'))
            {
                Match sample = Sample().Match(line);
                Assert.True(sample.Success, line);
                string series = sample.Groups["name"].Value;
                if (!_labels.TryGetValue(series, out HashSet<string>? labels))
                {
                    _labels.Add(series, labels = []);
                }

                labels.UnionWith(sample.Groups["label"].Captures.Select(capture => capture.Value));
            }
        }
    }

    /// <summary>Metrics by name, and their types; a histogram is one, and its samples have suffixes.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>The names that a query can ask for.</summary>
    public IReadOnlyCollection<string> Series => _labels.Keys;

    /// <summary>Every label that any sample of that name bears; none where there is no such sample.</summary>
    public IReadOnlyCollection<string> LabelsOf(string series) => _labels.GetValueOrDefault(series) ?? [];

    /// <summary>The metric that a series belongs to.</summary>
    public string MetricOf(string series) => _types.ContainsKey(series) ? series : Suffix().Replace(series, "");

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{((?<label>\w+)="([^"\\]|\\.)*",?)*\})? \S+$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
