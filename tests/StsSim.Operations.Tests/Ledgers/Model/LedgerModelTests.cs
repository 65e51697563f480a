using CsCheck;

namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>
/// Whatever is lost, told twice or killed: a ledger counts each session once, it counts whatever a gateway has told that lives
/// or that is in storage, and each as active, expired or revoked as a list of them would say.
/// </summary>
public sealed class LedgerModelTests
{
    private const int RunsPerIteration = 5;
    private const int IterationsPerCrowd = 10;

    private static readonly Gen<LedgerStep> Step = Gen.Select(
        Gen.Frequency(
            (30, Gen.Const(LedgerAct.Deliver)),
            (2, Gen.Const(LedgerAct.Lose)),
            (3, Gen.Const(LedgerAct.Break)),
            (6, Gen.Const(LedgerAct.Settle)),
            (4, Gen.Const(LedgerAct.Pass)),
            (2, Gen.Const(LedgerAct.Leap)),
            (14, Gen.Const(LedgerAct.Issue)),
            (3, Gen.Const(LedgerAct.Throttle)),
            (8, Gen.Const(LedgerAct.Tell)),
            (6, Gen.Const(LedgerAct.Read)),
            (2, Gen.Const(LedgerAct.Revoke)),
            (5, Gen.Const(LedgerAct.Tick)),
            (1, Gen.Const(LedgerAct.KillLedger)),
            (1, Gen.Const(LedgerAct.DeactivateLedger)),
            (1, Gen.Const(LedgerAct.KillGateway))),
        Gen.Int[0, 7],
        Gen.Int[0, 9],
        (act, which, how) => new LedgerStep(act, which, how));

    [Fact]
    public void Each_session_counts_once_and_as_what_it_is() => Sample(isOverfull: false, RunsPerIteration * Check.Iter);

    [Fact]
    public void Nor_is_any_lost_among_more_holders_than_are_remembered() => Sample(isOverfull: true, Math.Max(1, Check.Iter / IterationsPerCrowd));

    [Fact]
    public void A_leap_of_the_clock_before_the_ledger_is_written_makes_nothing_count_twice() => Run(
        new(LedgerAct.Issue, 0, 0),
        new(LedgerAct.Tell, 0, 0),
        new(LedgerAct.Settle, 0, 0),
        new(LedgerAct.Leap, 0, 5),
        new(LedgerAct.Tick, 0, 0),
        new(LedgerAct.Settle, 0, 0));

    [Fact]
    public void What_a_gateway_tells_only_after_the_revocation_is_revoked_though_nothing_was_known_of_the_holder() => Run(
        new(LedgerAct.Issue, 0, 0),
        new(LedgerAct.Revoke, 0, 0),
        new(LedgerAct.Break, 0, 0),
        new(LedgerAct.Settle, 0, 0));

    [Fact]
    public void What_is_issued_while_others_are_revoked_stays_active() => Run(
        new(LedgerAct.Issue, 0, 0),
        new(LedgerAct.Revoke, 0, 0),
        new(LedgerAct.Pass, 0, 1),
        new(LedgerAct.Issue, 0, 0),
        new(LedgerAct.Settle, 0, 0),
        new(LedgerAct.Read, 0, 0),
        new(LedgerAct.Settle, 0, 0));

    private static void Run(params LedgerStep[] steps)
    {
        using var model = new LedgerModel(gateways: 1, isOverfull: false);
        Array.ForEach(steps, model.Run);
        model.End();
    }

    private static void Sample(bool isOverfull, long runs) => Gen.Select(Gen.Int[1, 3], Step.Array[1, 120]).Sample(
        (gateways, steps) =>
        {
            using var model = new LedgerModel(gateways, isOverfull);
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
        iter: runs,
        threads: 1,
        print: run => $"{run.Item1} gateways\n{string.Join('\n', run.Item2)}");
}
