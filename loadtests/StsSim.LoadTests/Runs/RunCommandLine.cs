using System.Globalization;
using StsSim.LoadTests.CommandLine;

namespace StsSim.LoadTests.Runs;

/// <summary>The command that repeats a run; put together from what was understood, so no key can slip into a report.</summary>
internal static class RunCommandLine
{
    public static string Of(RunOptions options)
    {
        List<string> words =
        [
            "dotnet run -c Release --project loadtests/StsSim.LoadTests --",
            "--scenario " + options.Scenario.Name,
            string.Create(CultureInfo.InvariantCulture, $"--duration {options.Duration.TotalSeconds:0.###}s"),
            string.Create(CultureInfo.InvariantCulture, $"--rate {options.Rate:0.###}"),
            string.Create(CultureInfo.InvariantCulture, $"--seed {options.Seed}"),
        ];
        words.Add("--clients " + string.Join(',', options.Clients.Select(client => client.Name)));
        words.AddRange(DriverOption.TypedFor(options.Clients));
        words.AddRange(options.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"--set {value.Key}={value.Value}")));
        if (options.Copies is { } copies)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"--copies {copies}"));
        }

        if (options.Timeout is { } timeout)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"--timeout {timeout.TotalSeconds:0.###}s"));
        }

        if (options.WarmUp > TimeSpan.Zero)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"--warm-up {options.WarmUp.TotalSeconds:0.###}s"));
        }

        if (options.Workers is { } workers)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"--workers {workers.Count}"));
            if (workers.Listen is { } address)
            {
                words.Add($"--listen {address}");
            }
        }

        words.AddRange(options.Thresholds.Select(threshold => $"--threshold '{threshold.Text}'"));
        words.AddRange(options.Expectations.Select(expectation => $"--expect '{expectation}'"));
        if (options.Endpoint is not null)
        {
            words.Add("--endpoint " + options.Endpoint);
        }

        return string.Join(' ', words);
    }
}
