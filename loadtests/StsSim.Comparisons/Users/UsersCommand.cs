using System.CommandLine;
using StsSim.Comparisons.CommandLine;
using StsSim.LoadTests;

namespace StsSim.Comparisons.Users;

internal static class UsersCommand
{
    public static Command Create()
    {
        var simulator = new SimulatorOption();
        var users = new Argument<int>("count") { Description = "How many distinct users; the budgets are made for a million.", DefaultValueFactory = _ => 1_000_000 }.AtLeast(UsersMeasurement.FewUsers);
        var rounds = new Option<int>("--rounds") { Description = "How often 1,000 and all users have their turn.", DefaultValueFactory = _ => 3 }.AtLeast(1);
        var seconds = new Option<double>("--seconds") { Description = "How long a turn takes.", DefaultValueFactory = _ => 5.0 }.AtLeast(0.1);
        var connections = new Option<int>("--connections") { Description = "How many send at a time.", DefaultValueFactory = _ => 32 }.AtLeast(1);
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds of load on each simulator before anything is measured.", DefaultValueFactory = _ => 15.0 }.AtLeast(0.1);
        var lifetime = new Option<int>("--lifetime") { Description = "Whole seconds that each session lives; 0 for as long as it takes, by what 1,000 users get, until the last turn is over." }.AtLeast(0);
        var settle = new Option<double>("--settle") { Description = "Seconds at most for memory to go back once all sessions have expired.", DefaultValueFactory = _ => 60.0 }.AtLeast(0);
        var command = new Command("users", "Asks for each of so many distinct federated users once, and then for any of them, beside a simulator with 1,000 users; and waits for their sessions to expire. Exits with 3 where a budget is not kept.")
        {
            users, simulator, rounds, seconds, connections, warmUp, lifetime, settle,
        };
        command.SetAction(async parsed =>
        {
            var plan = new UsersPlan(
                parsed.GetValue(users),
                parsed.GetValue(rounds),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(connections),
                TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
                parsed.GetValue(lifetime) is > 0 and var given ? TimeSpan.FromSeconds(given) : null,
                TimeSpan.FromSeconds(parsed.GetValue(settle)));
            var measurement = new UsersMeasurement(parsed.GetRequiredValue(simulator).FullName, plan, Console.Out, Console.Error);
            return await measurement.RunAsync() ? ExitCode.Completed : ExitCode.ExpectationsBroken;
        });
        return command;
    }
}
