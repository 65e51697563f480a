using CsCheck;

namespace StsSim.Operations.Tests.Cluster.Propagation;

/// <summary>
/// Whatever is lost, late or killed: a read at a gateway that serves shows what was acknowledged before, or something later,
/// unless the gateway could not be told; then it shows it once it has confirmed its membership anew, and stops serving where
/// it cannot. Nothing ever goes back.
/// </summary>
public sealed class PropagationModelTests
{
    private const int RunsPerIteration = 5;

    private static readonly Gen<PropagationStep> Step = Gen.Select(
        Gen.Frequency(
            (30, Gen.Const(PropagationAct.Deliver)),
            (2, Gen.Const(PropagationAct.Lose)),
            (2, Gen.Const(PropagationAct.Break)),
            (8, Gen.Const(PropagationAct.Settle)),
            (6, Gen.Const(PropagationAct.Pass)),
            (8, Gen.Const(PropagationAct.WriteAccount)),
            (3, Gen.Const(PropagationAct.WriteWorld)),
            (3, Gen.Const(PropagationAct.WriteLease)),
            (8, Gen.Const(PropagationAct.Read)),
            (8, Gen.Const(PropagationAct.Renew)),
            (1, Gen.Const(PropagationAct.KillGateway)),
            (1, Gen.Const(PropagationAct.LeaveCluster)),
            (1, Gen.Const(PropagationAct.KillAccount)),
            (1, Gen.Const(PropagationAct.KillEnvironment)),
            (1, Gen.Const(PropagationAct.KillDirectory)),
            (2, Gen.Const(PropagationAct.LoseAccount)),
            (1, Gen.Const(PropagationAct.LoseEnvironment)),
            (1, Gen.Const(PropagationAct.LoseDirectory))),
        Gen.Int[0, 7],
        Gen.Int[0, 7],
        (act, which, how) => new PropagationStep(act, which, how));

    // Its leave-taking was not stored, so the directory that followed had it on the list, and told it of nothing to catch up with.
    [Fact]
    public void A_gateway_that_a_lost_directory_had_taken_off_its_list_catches_up()
    {
        using var model = new PropagationModel(gateways: 1);
        PropagationStep read = new(PropagationAct.Read, 0, 1), settle = new(PropagationAct.Settle, 0, 0), deliver = new(PropagationAct.Deliver, 0, 0);
        PropagationStep write = new(PropagationAct.WriteAccount, 0, 0), isBroken = new(PropagationAct.Break, 0, 1);
        Array.ForEach(
            [
                read, settle, // it has met the account
                write, deliver, deliver, deliver, isBroken, deliver, isBroken, // stored, list asked and given, push and leave-taking not
                settle, write, settle, new(PropagationAct.KillDirectory, 0, 0),
            ],
            model.Run);

        model.End();
    }

    // It was a checkpoint, and of the version that the successor's write had in the journal, which was passed over then.
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void What_a_silo_taken_for_dead_was_writing_undoes_nothing_of_its_successor(int beginningOrEnd)
    {
        using var model = new PropagationModel(gateways: 1);
        PropagationStep second = new(PropagationAct.Deliver, 1, 0);
        Array.ForEach(
            [
                new(PropagationAct.WriteAccount, 0, beginningOrEnd), new(PropagationAct.LoseAccount, 0, 0), // its write is under way
                new(PropagationAct.WriteAccount, 0, 1), second, second, second, second, second, // stored, list asked and given, told, acknowledged
                new(PropagationAct.Settle, 0, 0), new(PropagationAct.KillAccount, 0, 0), new(PropagationAct.KillGateway, 0, 0),
            ],
            model.Run);

        model.End();
    }

    // It was shown until it was read again.
    [Fact]
    public void What_a_gateway_was_told_while_it_read_is_newer_than_what_it_read()
    {
        using var model = new PropagationModel(gateways: 1);
        PropagationStep first = new(PropagationAct.Deliver, 0, 0), second = new(PropagationAct.Deliver, 1, 0);
        Array.ForEach(
            [
                new(PropagationAct.Read, 0, 1), first, // asked, the answer under way
                new(PropagationAct.WriteAccount, 0, 0), second, second, second, second, second,
                first,
            ],
            model.Run);

        model.End();
    }

    [Fact]
    public void What_was_acknowledged_is_seen_wherever_it_is_read() => Gen.Select(Gen.Int[1, 3], Step.Array[1, 120]).Sample(
        (gateways, steps) =>
        {
            using var model = new PropagationModel(gateways);
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
        print: run => $"{run.Item1} gateways\n{string.Join('\n', run.Item2)}");
}
