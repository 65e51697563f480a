using System.CommandLine;
using StsSim.Comparisons.CommandLine;

namespace StsSim.Comparisons.Growth;

internal static class GrowthCommand
{
    public static Command Create()
    {
        var simulator = new SimulatorOption();
        var seconds = new Option<double>("--seconds") { Description = "How long each measurement takes, after a warm-up of the same length.", DefaultValueFactory = _ => 10 };
        var only = new Option<string[]>("--only") { Description = "The series to measure; all of them by default.", AllowMultipleArgumentsPerToken = true };
        only.AcceptOnlyFromAmong([.. GrowthSeries.All.Select(series => series.Name)]);
        var command = new Command("growth", "Measures what a request costs among few and among many users, accounts, fault rules, policy statements and connections.")
        {
            simulator, seconds, only,
        };
        command.SetAction(async parsed =>
        {
            string[] chosen = parsed.GetValue(only) ?? [];
            var measurement = new GrowthMeasurement(parsed.GetRequiredValue(simulator).FullName, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            await measurement.RunAsync(GrowthSeries.All.Where(series => chosen.Length == 0 || chosen.Contains(series.Name)), Console.Out, Console.Error);
        });
        return command;
    }
}
