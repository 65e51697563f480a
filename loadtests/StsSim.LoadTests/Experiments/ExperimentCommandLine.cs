using System.Globalization;
using StsSim.LoadTests.CommandLine;

namespace StsSim.LoadTests.Experiments;

/// <summary>The command that repeats an experiment; put together from what was understood, so no token can slip into a report.</summary>
internal static class ExperimentCommandLine
{
    public static string Of(ExperimentOptions options)
    {
        ExperimentFile experiment = options.Experiment;
        List<string> words =
        [
            "dotnet run -c Release --project loadtests/StsSim.LoadTests -- experiment",
            options.Source,
            string.Create(CultureInfo.InvariantCulture, $"--rate {experiment.Load.RatePerSecond:0.###}"),
            "--clients " + string.Join(',', experiment.Load.Clients.Select(client => client.Name)),
            string.Create(CultureInfo.InvariantCulture, $"--seed {experiment.Seed}"),
        ];
        words.AddRange(DriverOption.TypedFor(experiment.Load.Clients));
        if (options.Judged.Count > 0)
        {
            words.Add("--judge " + string.Join(',', options.Judged.Select(client => client.Name)));
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
