using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>Where, when and how the figures came about.</summary>
internal static class FactList
{
    public static IEnumerable<(string Name, string Value)> Of(RunResult result)
    {
        RunFacts facts = result.Facts;
        yield return ("Date", $"{facts.StartedAt:yyyy-MM-dd HH:mm:ss} UTC");
        yield return ("Command", facts.CommandLine);
        yield return ("Endpoint", facts.EmbeddedSimulator ? $"{facts.Endpoint} (embedded simulator, same process)" : facts.Endpoint.ToString());
        yield return ("Account", facts.AccountId);
        yield return ("Clients", facts.Clients);
        yield return ("SDKs", Sdks(facts.Sdks));
        if (facts.Sdks.Any(group => group.Sdk is not null))
        {
            yield return ("Retry rules", facts.RetryRulesOf2026
                ? "those of 2026 (AWS_NEW_RETRIES_2026=true)"
                : "the SDKs' default generation (AWS_NEW_RETRIES_2026 not set)");
        }

        yield return ("Load", $"{(result.Plan.IsClosed ? "callers that wait for their answers (closed model)" : $"{result.Plan.Spacing} arrivals")}, seed {result.Options.Seed}, the same for every group; {result.Plan.Phases.Count} phases over {Format.Seconds(result.Plan.Duration)}; all answers in after {Format.Seconds(TimeSpan.FromSeconds(Math.Round(result.Elapsed.TotalSeconds, 1)))}");
        if (result.Options.Workers is { } workers)
        {
            yield return ("Workers", $"{Format.Count(workers.Count)} processes {(workers.Listen is null ? "on this machine" : $"that joined at {workers.Listen}")}; keys were compared within each of them");
        }

        foreach (QuotaChange change in result.QuotaChanges)
        {
            yield return ($"Quota for {change.Phase.Name}", $"{Format.Rate(change.Phase.Quota!.RequestsPerSecond)}, burst {change.Phase.Quota.Burst:N0}; acknowledged {Format.Milliseconds(change.Acknowledged - change.Phase.Start)} after the phase began");
        }

        yield return ("Access keys", Keys(result.IssuedKeys));
        yield return ("Generator", Generator(result.Generator));
        yield return ("Machine", $"{facts.Processors} cores, {facts.Architecture}, {facts.OperatingSystem}, {facts.Runtime}");
    }

    // Groups of one SDK are told together.
    private static string Sdks(IReadOnlyList<GroupSdk> groups) => string.Join("; ", groups
        .GroupBy(group => group.Sdk)
        .Select(same => $"{string.Join(", ", same.Select(group => group.Group))}: {same.Key ?? "none"}"));

    private static string Keys(IssuedKeysFigures keys)
    {
        string compared = keys.Compared < keys.Issued ? $", the first {Format.Count(keys.Compared)} compared" : "";
        return $"{Format.Count(keys.Issued)} issued{compared}, {(keys.Duplicates == 0 ? "all distinct" : $"{Format.Count(keys.Duplicates)} issued more than once")}";
    }

    private static string Generator(GeneratorHealth health) =>
        $"starts late by {Format.Milliseconds(health.Lag.P50)} at the median, {Format.Milliseconds(health.Lag.P99)} at p99, {Format.Milliseconds(health.Lag.Max)} at most; {Format.Count(health.Dropped)} dropped; the processes that drove the load used {Format.Percent(health.CpuShare)} of all cores; {(health.WasTheLimit ? "the generator was the limit" : "the generator kept up")}";
}
