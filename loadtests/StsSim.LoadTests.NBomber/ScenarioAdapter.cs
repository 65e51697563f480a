using NBomber.Contracts;
using NBomber.CSharp;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using Scenario = NBomber.CSharp.Scenario;

namespace StsSim.LoadTests.NBomber;

/// <summary>One client group's part of a scenario, as a scenario of NBomber.</summary>
internal static class ScenarioAdapter
{
    public static ScenarioProps Of(RunOptions options, PreparedGroup group, TimeProvider time)
    {
        var clock = new RunClock(time);
        int started = -1;
        return Scenario
            .Create($"{options.Scenario.Name}-{group.Stage.Group.Name}", async context =>
            {
                int number = Interlocked.Increment(ref started);
                var iteration = new Iteration(number, clock.Elapsed, group.Stage, new NBomberSteps(context, group.Client));
                await options.Scenario.RunAsync(iteration).ConfigureAwait(false);
                return ResponseOf(iteration.Outcome!);
            })
            .WithoutWarmUp()
            .WithLoadSimulations([.. options.Plan().Load.Select(SimulationOf)]);
    }

    internal static Response<object> ResponseOf(InvocationOutcome outcome) => outcome.End == InvocationEnd.Ok
        ? Response.Ok(statusCode: "OK")
        : Response.Fail(statusCode: outcome.ErrorCode ?? outcome.End.ToString(), message: outcome.End.ToString());

    private static global::NBomber.Contracts.LoadSimulation SimulationOf(Engine.LoadSimulation load)
    {
        var second = TimeSpan.FromSeconds(1);
        return load switch
        {
            Engine.Pause => Simulation.Pause(load.During),
            Engine.RampingInject ramp => Simulation.RampingInject(Whole(ramp.ToPerSecond), second, load.During),
            ArrivalSimulation arrivals => Simulation.Inject(Whole(arrivals.TotalArrivals / load.During.TotalSeconds), second, load.During),
            Engine.RampingConstant ramp => Simulation.RampingConstant(ramp.To, load.During),
            CopiesSimulation copies => Simulation.KeepConstant(copies.MostCopies, load.During),
            _ => throw new CannotRunException($"NBomber has no load like {load.GetType().Name}."),
        };
    }

    // NBomber starts whole numbers of copies a second.
    private static int Whole(double perSecond) => Math.Max(1, (int)Math.Round(perSecond));
}
