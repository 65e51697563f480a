using System.CommandLine;
using StsSim.Comparisons.CommandLine;
using StsSim.LoadTests;

namespace StsSim.Comparisons.Overload;

internal static class OverloadCommand
{
    public static Command Create()
    {
        var simulator = new SimulatorOption();
        var connections = new Option<int>("--connections") { Description = "How many of them send without pause.", DefaultValueFactory = _ => 9000 }.AtLeast(32);
        var seconds = new Option<int>("--seconds") { Description = "How long they do.", DefaultValueFactory = _ => 20 }.AtLeast(2);
        var command = new Command("overload", "Sends several times what the simulator can answer, and watches what is answered, whether health and the control API are, and how soon it recovers. Exits with 3 where one of them is not well.")
        {
            simulator, connections, seconds,
        };
        command.SetAction(async parsed =>
        {
            var measurement = new OverloadMeasurement(
                parsed.GetRequiredValue(simulator).FullName, parsed.GetValue(connections), TimeSpan.FromSeconds(parsed.GetValue(seconds)), Console.Out, Console.Error);
            return await measurement.RunAsync() ? ExitCode.Completed : ExitCode.ExpectationsBroken;
        });
        return command;
    }
}
