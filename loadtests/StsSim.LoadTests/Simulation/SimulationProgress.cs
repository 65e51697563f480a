using Spectre.Console;

namespace StsSim.LoadTests.Simulation;

/// <summary>Reckons the fleets, and shows on the console how far each of them is.</summary>
internal sealed class SimulationProgress(IAnsiConsole console)
{
    public Task<IReadOnlyList<FleetResult>> FollowAsync(FleetParameters parameters, CancellationToken interrupted) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var tasks = parameters.Groups.ToDictionary(
                    group => group, group => context.AddTask(Markup.Escape(group.Name), maxValue: 1));
                return Task.Run(
                    () => FleetSimulation.Run(parameters, (group, share) => tasks[group].Value = share, interrupted), interrupted);
            });
}
