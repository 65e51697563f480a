using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>Counts what came of the requests, to see how far they reached.</summary>
internal sealed partial class FuzzTally
{
    private readonly ConcurrentDictionary<string, int> _outcomes = new();

    /// <summary>The number of requests counted.</summary>
    public int Total => _outcomes.Values.Sum();

    public void Count(HttpAnswer? answer) => _outcomes.AddOrUpdate(NameOf(answer), 1, (_, count) => count + 1);

    public int CountOf(string outcome) => _outcomes.GetValueOrDefault(outcome);

    public override string ToString() => string.Join(", ", _outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Value} {outcome.Key}"));

    private static string NameOf(HttpAnswer? answer)
    {
        if (answer is null)
        {
            return "hung up";
        }

        // The operation of a result, the code of an error.
        Match name = NameInBody().Match(answer.Text);
        return name.Success ? $"{answer.Status} {name.Groups["name"].Value}" : $"{answer.Status}";
    }

    [GeneratedRegex(@"^<(?<name>(?!Error)\w+)Response |<Code>(?<name>\w+)<|^\{""(?<name>\w+)Response"":|""Code"":""(?<name>\w+)""")]
    private static partial Regex NameInBody();
}
