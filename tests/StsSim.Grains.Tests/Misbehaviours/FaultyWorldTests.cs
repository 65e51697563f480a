using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Grains.Tests.Misbehaviours;

[Collection(nameof(SimulatorCluster))]
public sealed class FaultyWorldTests(SimulatorCluster cluster)
{
    private const string AccountId = "111111111111";

    private IWorldGrain World => cluster.Client.GetGrain<IWorldGrain>(IWorldGrain.Key);

    private IEnvironmentGrain Environment => cluster.Client.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    private IAccountGrain Account => cluster.Client.GetGrain<IAccountGrain>(AccountId);

    [Fact]
    public async Task A_world_that_is_replaced_misbehaves_as_it_says_and_no_more_as_the_one_before()
    {
        World misbehaving = WorldWith("worlds", "accounts") with { Seed = 42 };
        await World.Replace(misbehaving);
        long generation = (await Environment.GetSnapshot()).Misbehaviour.Faults[0].Generation;
        await Environment.ChangeMisbehaviour(new MisbehaviourChange { PutFault = Rule("another") });
        await Environment.ChangeMisbehaviour(new MisbehaviourChange { SetPhase = new ExperimentPhase { ExperimentId = "e", Index = 0, Name = "p", Seed = 1 } });
        await Account.ChangeMisbehaviour(new MisbehaviourChange { SetClock = new ClockSettings(2, 3) });

        await World.Replace(misbehaving);

        EnvironmentSnapshot environment = await Environment.GetSnapshot();
        Assert.Equal(("worlds", 42), (Assert.Single(environment.Misbehaviour.Faults).Id, environment.Seed));
        Assert.True(environment.Misbehaviour.Faults[0].Generation > generation);
        Assert.Null(environment.Misbehaviour.Phase);
        Misbehaviour account = (await Account.GetMisbehaviour())!;
        Assert.Equal("accounts", Assert.Single(account.Faults).Id);
        Assert.Null(account.Clock);

        await World.Replace(new World([new WorldAccount(new AccountDefinition { AccountId = AccountId }, Quotas: null)]));
        Assert.Empty((await Environment.GetSnapshot()).Misbehaviour.Faults);
        Assert.Empty((await Account.GetMisbehaviour())!.Faults);
    }

    [Fact]
    public async Task What_is_written_out_has_neither_what_is_over_nor_what_an_experiment_lays_over_it()
    {
        await World.Replace(WorldWith("worlds", "accounts"));
        foreach (Func<MisbehaviourChange, Task<Misbehaviour?>> change in new[] { Environment.ChangeMisbehaviour, Account.ChangeMisbehaviour })
        {
            await change(new() { PutFault = Rule("brief") with { Lifetime = TimeSpan.FromSeconds(1) } });
            await change(new() { SetPhase = new ExperimentPhase { ExperimentId = "e", Index = 0, Name = "p", Seed = 1 } });
        }

        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        World exported = await World.Export();

        Assert.Equal("worlds", Assert.Single(exported.Misbehaviour.Faults).Id);
        Assert.Equal("accounts", Assert.Single(exported.Accounts[0].Misbehaviour.Faults).Id);
        Assert.Null(exported.Misbehaviour.Phase);
        Assert.Null(exported.Accounts[0].Misbehaviour.Phase);
        await World.Replace(WorldWith("worlds", "accounts"));
    }

    private static World WorldWith(string worldRule, string accountRule) => new(
        [new WorldAccount(new AccountDefinition { AccountId = AccountId }, Quotas: null) { Misbehaviour = new Misbehaviour { Faults = [Rule(accountRule)] } }])
    {
        Misbehaviour = new Misbehaviour { Faults = [Rule(worldRule)] },
    };

    private static FaultRuleDefinition Rule(string id) => new(id, """{"effect":{"type":"malform"}}""", Generation: 0);
}
