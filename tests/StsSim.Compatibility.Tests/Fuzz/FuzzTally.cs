using System.Collections.Concurrent;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>Counts what came of the requests, to see how far they reached.</summary>
internal sealed class FuzzTally
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

        int code = answer.Status == 200 ? -1 : answer.Text.IndexOf("<Code>", StringComparison.Ordinal);
        return code < 0 ? $"{answer.Status}" : $"{answer.Status} {answer.Text[(code + 6)..answer.Text.IndexOf("</Code>", StringComparison.Ordinal)]}";
    }
}
