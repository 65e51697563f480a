using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using Scenario = StsSim.LoadTests.Scenarios.Scenario;

namespace StsSim.LoadTests.NBomber;

/// <summary>
/// Runs scenarios of StsSim with NBomber's engine, thresholds and reports: <c>SCENARIO [ENDPOINT] [CLIENTS] [RATE] [DURATION]</c>,
/// and what NBomber itself takes.
/// </summary>
internal static class NBomberProgram
{
    private const int CannotRun = 2;
    private const int ThresholdsBroken = 3;

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return await RunAsync(OptionsOf(arguments), arguments).ConfigureAwait(false);
        }
        catch (CannotRunException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message).ConfigureAwait(false);
            return CannotRun;
        }
    }

    private static async Task<int> RunAsync(RunOptions options, string[] arguments)
    {
        Uri endpoint = options.Endpoint!;
        using var time = new PunctualTimeProvider();
        using var control = new ControlApi(endpoint, options.AdminToken);
        string accountId = options.Scenario.Needs == ScenarioNeeds.LeasedAccounts
            ? ""
            : await Preflight.AccountIdAsync(endpoint, options.Credentials, time, CancellationToken.None).ConfigureAwait(false);
        await using PreparedStage stage = await new StageSetting(options, endpoint, control, time)
            .PrepareAsync(accountId, CancellationToken.None)
            .ConfigureAwait(false);
        if (stage.Phases is { } phases)
        {
            await phases.EnterAsync(options.Plan().Phases[0], CancellationToken.None).ConfigureAwait(false);
        }

        await stage.WarmUpAsync(CancellationToken.None).ConfigureAwait(false);
        ScenarioProps[] scenarios = [.. stage.Groups.Select(group => ScenarioAdapter.Of(options, group, time))];
        NodeStats stats = NBomberRunner
            .RegisterScenarios(scenarios)
            .WithTestSuite("StsSim")
            .WithTestName(options.Scenario.Name)
            .WithReportFolder("reports")
            .WithReportFormats(ReportFormat.Html, ReportFormat.Csv, ReportFormat.Md)
            .Run(arguments);
        return stats.Thresholds.All(threshold => !threshold.IsFailed) ? 0 : ThresholdsBroken;
    }

    private static RunOptions OptionsOf(string[] arguments)
    {
        string[] words = [.. arguments.TakeWhile(argument => !argument.StartsWith('-'))];
        Scenario scenario = words.Length == 0
            ? new SteadyIssuance()
            : ScenarioCatalog.Find(words[0]) ?? throw new CannotRunException($"There is no scenario '{words[0]}'.");
        string[] clients = words.Length > 2 ? words[2].Split(',') : [.. scenario.DefaultClients];
        return new RunOptions(
            scenario,
            new Uri(words.Length > 1 ? words[1] : "http://127.0.0.1:7870"),
            words.Length > 4 && DurationSyntax.TryParse(words[4], out TimeSpan duration) ? duration : scenario.DefaultDuration,
            words.Length > 3 && double.TryParse(words[3], out double rate) ? rate : scenario.DefaultRate,
            Seed: 1,
            ReportFile: null,
            ClientCredentials.Example)
        {
            Clients = [.. clients.Select(name => ClientCatalog.Find(name) ?? throw new CannotRunException($"There is no client '{name}'."))],
        };
    }
}
