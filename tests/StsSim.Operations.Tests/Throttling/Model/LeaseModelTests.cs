using CsCheck;

namespace StsSim.Operations.Tests.Throttling.Model;

/// <summary>Whatever is lost, late or killed: in no interval is more admitted than burst + rate x t, and once all is well again no less.</summary>
public sealed class LeaseModelTests
{
    private const int RunsPerIteration = 2;

    private static readonly Gen<LeaseStep> Step = Gen.Select(
        Gen.Frequency(
            (20, Gen.Const(LeaseAct.Deliver)),
            (2, Gen.Const(LeaseAct.Lose)),
            (2, Gen.Const(LeaseAct.Break)),
            (4, Gen.Const(LeaseAct.Settle)),
            (15, Gen.Const(LeaseAct.Pass)),
            (20, Gen.Const(LeaseAct.Call)),
            (8, Gen.Const(LeaseAct.Trickle)),
            (4, Gen.Const(LeaseAct.SettleIdle)),
            (1, Gen.Const(LeaseAct.ChangeLimits)),
            (2, Gen.Const(LeaseAct.TellLimits)),
            (1, Gen.Const(LeaseAct.KillGateway)),
            (3, Gen.Const(LeaseAct.KillBucket))),
        Gen.Int[0, 7],
        Gen.Int[0, 7],
        (act, which, how) => new LeaseStep(act, which, how));

    [Fact]
    public void No_interval_admits_more_than_burst_and_rate() => Gen.Select(Gen.Int[1, 4], Gen.Int[0, 3], Step.Array[1, 150]).Sample(
        (gateways, burst, steps) =>
        {
            using var model = new LeaseModel(gateways, burst);
            try
            {
                Array.ForEach(steps, model.Run);
                model.End();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.Message}\n{model.Events}", e);
            }
        },
        writeLine: TestContext.Current.TestOutputHelper!.WriteLine,
        iter: RunsPerIteration * Check.Iter,
        threads: 1,
        print: run => $"{run.Item1} gateways, burst {run.Item2}\n{string.Join('\n', run.Item3)}");
}
