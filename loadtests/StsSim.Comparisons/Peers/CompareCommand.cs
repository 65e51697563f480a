using System.CommandLine;
using StsSim.Comparisons.CommandLine;
using StsSim.LoadTests;

namespace StsSim.Comparisons.Peers;

internal static class CompareCommand
{
    public static Command Create()
    {
        var simulator = new SimulatorOption();
        var rounds = new Option<int>("--rounds") { Description = "How often each server has its turn. Many short ones: machines are now faster and now slower, and ratios are those of neighbours.", DefaultValueFactory = _ => 9 };
        var seconds = new Option<double>("--seconds") { Description = "How long a turn takes.", DefaultValueFactory = _ => 2 };
        var connections = new Option<int>("--connections") { Description = "How many send at a time.", DefaultValueFactory = _ => 32 };
        var command = new Command("peers", "Drives the simulator, bare Kestrel and, where they are installed, nginx and moto in turn with the same signed requests. Exits with 3 where a budget is not kept.")
        {
            simulator, rounds, seconds, connections,
        };
        command.SetAction(async parsed =>
        {
            var comparison = new PeerComparison(
                parsed.GetRequiredValue(simulator).FullName,
                parsed.GetValue(rounds),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(connections));
            return await comparison.RunAsync(Console.Out, Console.Error) ? ExitCode.Completed : ExitCode.ExpectationsBroken;
        });
        return command;
    }
}
