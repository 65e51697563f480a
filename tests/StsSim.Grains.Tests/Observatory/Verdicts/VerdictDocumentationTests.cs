using System.Runtime.CompilerServices;
using StsSim.Grains.Observatory.Verdicts;

namespace StsSim.Grains.Tests.Observatory.Verdicts;

/// <summary>docs/verdicts.md has the rules and the policies that there are.</summary>
public sealed class VerdictDocumentationTests
{
    [Fact]
    public void It_has_a_line_for_every_rule_and_no_other() =>
        Assert.Equal(
            GroupJudge.Rules.Select(rule => $"`{rule.Name}`"),
            Rows("## Rules").Select(row => row.Split('|')[1].Trim()));

    [Fact]
    public void It_has_the_table_of_policies() => Assert.Equal(
        RetryPolicies.All.Where(policy => !policy.IsAdaptive).Select(policy =>
            $"| {policy.Name} | {policy.MaximumAttempts} | {policy.Backoff.Formula} | {(policy.Quota is { } quota ? $"500, {quota.Transient} and throttled {quota.Throttling}" : "none")} |"),
        Rows("## Policies"));

    private static IEnumerable<string> Rows(string heading) =>
        Page().Split(heading)[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith('|')).Skip(2);

    private static string Page([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "verdicts.md"));
}
