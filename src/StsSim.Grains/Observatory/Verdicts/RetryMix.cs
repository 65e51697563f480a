using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Which retries a histogram is of: one, or the later ones together.</summary>
internal static class RetryMix
{
    /// <param name="retry">Its number, from 1.</param>
    /// <param name="attemptsPerInvocation">How many invocations had 1, 2, 3 … attempts: says how often each of the later retries was made.</param>
    /// <returns>Retries with their shares, which add up to 1.</returns>
    public static IReadOnlyList<KeyValuePair<int, double>> Of(int retry, IReadOnlyList<long> attemptsPerInvocation)
    {
        if (retry < DelayHistogram.MostRetries)
        {
            return [new(retry, 1)];
        }

        // Retry r was made by every invocation of more than r attempts.
        KeyValuePair<int, double>[] made =
        [
            .. from later in Enumerable.Range(retry, Math.Max(0, attemptsPerInvocation.Count - retry))
               select new KeyValuePair<int, double>(later, attemptsPerInvocation.Skip(later).Sum()),
        ];
        double all = made.Sum(later => later.Value);
        return all > 0 ? [.. made.Where(later => later.Value > 0).Select(later => new KeyValuePair<int, double>(later.Key, later.Value / all))] : [new(retry, 1)];
    }
}
