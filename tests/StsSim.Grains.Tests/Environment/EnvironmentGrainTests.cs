using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Grains.Tests.Environment;

[Collection(nameof(SimulatorCluster))]
public sealed class EnvironmentGrainTests(SimulatorCluster cluster)
{
    private IEnvironmentGrain Grain => cluster.Client.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    [Fact]
    public async Task It_makes_one_key_and_keeps_it()
    {
        EnvironmentSnapshot first = await Grain.GetSnapshot();
        EnvironmentSnapshot second = await Grain.GetSnapshot();

        SealingKey key = Assert.Single(first.KeyRing);
        Assert.Equal(32, key.Secret.Length);
        Assert.Equal(key.Secret, Assert.Single(second.KeyRing).Secret);
        Assert.Equal(16, first.AccessKeySerialKey.Length);
    }

    [Fact]
    public async Task Parallel_reservations_of_serials_never_overlap()
    {
        long[] firsts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Grain.ReserveAccessKeySerials(1000)));

        long[] ordered = [.. firsts.Order()];
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 1000));
    }

    [Fact]
    public async Task Gateways_learn_which_accounts_exist()
    {
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);

        await Grain.SetWorld(
            new WorldTerms(["111111111111", "222222222222"], AccountQuotas.Aws, Misbehaviour.None, Seed: 0),
            new Dictionary<string, string> { ["AKIAIOSFODNN7EXAMPLE"] = "222222222222" });

        EnvironmentSnapshot told = gateway.Environments.Last();
        Assert.Equal("111111111111", told.DefaultAccountId);
        Assert.Contains("222222222222", told.AccountIds);
        Assert.Equal("222222222222", told.AccountByAccessKeyId["AKIAIOSFODNN7EXAMPLE"]);
    }

    [Fact]
    public async Task An_alias_is_one_accounts_until_it_is_released()
    {
        long taken = Assert.NotNull(await Grain.TakeAlias("one", "111111111111"));
        Assert.Null(await Grain.TakeAlias("one", "222222222222"));

        long again = Assert.NotNull(await Grain.TakeAlias("one", "111111111111"));
        await Grain.ReleaseAlias("one", taken); // of before it was taken again
        Assert.Null(await Grain.TakeAlias("one", "222222222222"));

        await Grain.ReleaseAlias("one", again);
        Assert.NotNull(await Grain.TakeAlias("one", "222222222222"));
    }

    [Fact]
    public async Task Aliases_of_leased_accounts_end_with_them_and_not_with_the_world()
    {
        await Grain.AddLeasedAccount("333333333333");
        Assert.NotNull(await Grain.TakeAlias("leased", "333333333333"));
        Assert.NotNull(await Grain.TakeAlias("old-world", "444444444444"));

        await Grain.SetAliases(new Dictionary<string, string> { ["new-world"] = "555555555555" });

        Assert.Null(await Grain.TakeAlias("leased", "111111111111"));
        Assert.Null(await Grain.TakeAlias("new-world", "111111111111"));
        Assert.NotNull(await Grain.TakeAlias("old-world", "111111111111"));
        await Grain.RemoveLeasedAccount("333333333333");
        Assert.NotNull(await Grain.TakeAlias("leased", "111111111111"));
    }

    [Fact]
    public async Task No_message_prints_a_secret()
    {
        EnvironmentSnapshot snapshot = await Grain.GetSnapshot();
        var key = new Abstractions.Accounts.AccessKeyDefinition("AKIARZPUZDIKKVJVIU2T", "a-secret", Active: true);

        Assert.DoesNotContain("a-secret", $"{key}");
        Assert.DoesNotContain(Convert.ToBase64String(snapshot.KeyRing[0].Secret), $"{snapshot.KeyRing[0]} {snapshot}");
    }
}
