using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>What a reader must know before trusting the figures; nothing when there is nothing to say.</summary>
internal static class ResultRemarks
{
    public static IEnumerable<string> Of(RunResult result)
    {
        if (result.Interrupted)
        {
            yield return $"Interrupted after {Format.Seconds(TimeSpan.FromSeconds(Math.Round(result.Elapsed.TotalSeconds, 1)))}: phases that were cut short or never came show what there was.";
        }

        if (result.Generator.WasTheLimit)
        {
            yield return $"The generator was the limit: it started invocations up to {Format.Milliseconds(result.Generator.Lag.P99)} late at the 99th percentile and dropped {Format.Count(result.Generator.Dropped)}. Lower --rate, or use a larger machine.";
        }

        if (result.IssuedKeys.Duplicates > 0)
        {
            yield return $"{Format.Count(result.IssuedKeys.Duplicates)} access keys were issued more than once.";
        }

        foreach (GroupResult group in result.Groups)
        {
            foreach ((string code, long count) in group.Total.Failures)
            {
                yield return $"{group.Group.Name}: {Format.Count(count)} invocations failed: {code}.";
            }

            if (group.Total.Unfinished > 0)
            {
                yield return $"{group.Group.Name}: {Format.Count(group.Total.Unfinished)} invocations were still under way when the run was closed; they count with the time they had waited.";
            }

            if (group.Total.Sends > group.Total.Attempts)
            {
                yield return $"{group.Group.Name}: the transport repeated {Format.Count(group.Total.Sends - group.Total.Attempts)} requests on lost connections, beyond the attempts counted.";
            }
        }
    }
}
