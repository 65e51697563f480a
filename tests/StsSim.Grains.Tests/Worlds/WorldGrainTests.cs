using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Grains.Tests.Ledgers;

namespace StsSim.Grains.Tests.Worlds;

[Collection(nameof(SimulatorCluster))]
public sealed class WorldGrainTests(SimulatorCluster cluster)
{
    private static readonly AccountQuotas Slow = new(new QuotaLimits(1, 2), PerFederatedUser: null);

    private IWorldGrain World => cluster.Client.GetGrain<IWorldGrain>(IWorldGrain.Key);

    private IEnvironmentGrain Environment => cluster.Client.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    [Fact]
    public async Task A_world_begins_where_there_is_none()
    {
        await World.Replace(WorldOf("111111111111"));

        Assert.False(await World.Begin(WorldOf("222222222222")));

        Assert.Equal(["111111111111"], (await Environment.GetSnapshot()).WorldAccountIds);
    }

    [Fact]
    public async Task A_replacement_is_made_while_gateways_hold_their_requests_accounts_before_their_directory()
    {
        await World.Replace(WorldOf("111111111111", "222222222222"));
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);

        Assert.Empty(await World.Replace(WorldOf("333333333333", "222222222222")));

        Assert.Equal(
            [
                nameof(IGatewayObserver.HoldRequests),
                nameof(IGatewayObserver.AccountProvisioned), nameof(IGatewayObserver.AccountProvisioned),
                nameof(IGatewayObserver.EnvironmentChanged),
                nameof(IGatewayObserver.AccountRemoved),
                nameof(IGatewayObserver.ResumeRequests),
            ],
            gateway.Told);
        Assert.Equal("111111111111", Assert.Single(gateway.Removed));
        Assert.Null(await AccountOf("111111111111").GetSnapshot());
        EnvironmentSnapshot environment = await Environment.GetSnapshot();
        Assert.Equal(["333333333333", "222222222222"], environment.WorldAccountIds);
        Assert.Equal("333333333333", environment.DefaultAccountId);
        Assert.DoesNotContain("111111111111", environment.AccountIds);
    }

    [Fact]
    public async Task Sessions_of_the_world_before_end_and_ledgers_begin_anew()
    {
        await World.Replace(WorldOf("111111111111"));
        DateTimeOffset issued = cluster.Clock.GetUtcNow();
        ILedgerShardGrain shard = cluster.Client.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf("111111111111", ILedgerShardGrain.ShardOf("Bob")));
        await shard.TellAsync(new LedgerBatch([new("Bob", new IssuedSession("ASIA", issued, issued.AddHours(1)))], []));

        await World.Replace(WorldOf("111111111111"));

        Assert.True((await AccountOf("111111111111").GetSnapshot())!.ProvisionedAt > issued);
        Assert.Equal(0, (await shard.Read("Bob")).Issued);
    }

    [Fact]
    public async Task What_is_written_out_is_what_is_there_now_without_leased_accounts()
    {
        World world = WorldOf("111111111111", "222222222222") with { Quotas = Slow };
        await World.Replace(world);
        await AccountOf("222222222222").SetQuotas(AccountQuotas.Aws);
        await AccountOf("111111111111").TryApply(
            AccountChange.Put(new UserDefinition { Name = "new", Path = "/", UserId = "AIDANEW" }), (await AccountOf("111111111111").GetSnapshot())!.Version);
        await AccountOf("888888888888").Provision(new AccountDefinition { AccountId = "888888888888" }, AccountQuotas.Aws);
        await Environment.AddLeasedAccount("888888888888");

        World exported = await World.Export();
        await Environment.RemoveLeasedAccount("888888888888");

        Assert.Equal(["111111111111", "222222222222"], exported.Accounts.Select(account => account.Account.AccountId));
        Assert.Equal(["first", "new"], exported.Accounts[0].Account.Users.Select(user => user.Name));
        Assert.Equal([null, AccountQuotas.Aws], exported.Accounts.Select(account => account.Quotas));
        Assert.Equal(Slow, exported.Quotas);
    }

    [Fact]
    public async Task An_account_that_somebody_has_leased_is_no_account_of_a_world()
    {
        await World.Replace(WorldOf("111111111111"));
        await Environment.AddLeasedAccount("888888888888");

        IReadOnlyList<string> refused = await World.Replace(WorldOf("222222222222", "888888888888"));
        await Environment.RemoveLeasedAccount("888888888888");

        Assert.Equal(["888888888888"], refused);
        Assert.Equal(["111111111111"], (await Environment.GetSnapshot()).WorldAccountIds);
        Assert.Null(await AccountOf("222222222222").GetSnapshot());
    }

    [Fact]
    public async Task Where_a_replacement_fails_the_world_before_is_back()
    {
        await World.Replace(WorldOf("111111111111", "222222222222"));
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        World broken = WorldOf("333333333333", "111111111111");
        AccountDefinition twice = broken.Accounts[1].Account;
        broken = broken with { Accounts = [broken.Accounts[0], new WorldAccount(twice with { Users = [.. twice.Users, .. twice.Users] }, Quotas: null)] };

        await Assert.ThrowsAnyAsync<Exception>(() => World.Replace(broken));

        Assert.Equal(["111111111111", "222222222222"], (await Environment.GetSnapshot()).WorldAccountIds);
        Assert.Single((await AccountOf("111111111111").GetSnapshot())!.Account.Users);
        Assert.NotNull(await AccountOf("222222222222").GetSnapshot());
        Assert.Null(await AccountOf("333333333333").GetSnapshot());
        Assert.Equal(nameof(IGatewayObserver.ResumeRequests), gateway.Told.Last());
    }

    [Theory]
    [InlineData("account", false)]
    [InlineData("account", true)]
    [InlineData("environment", false)]
    [InlineData("environment", true)]
    public async Task A_storage_that_fails_half_way_leaves_the_world_before_and_nothing_of_the_new_one(string state, bool afterwards)
    {
        await World.Replace(WorldOf("111111111111", "222222222222"));
        string[] ids = [.. Enumerable.Range(0, 150).Select(account => $"4{account:D11}"), "222222222222"];
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        cluster.Storage.FailNextWrite(state, state == "account" ? AccountOf(ids[100]) : Environment, afterwards);

        await Assert.ThrowsAsync<OrleansException>(() => World.Replace(WorldOf(ids)));

        Assert.Equal(["111111111111", "222222222222"], (await Environment.GetSnapshot()).WorldAccountIds);
        Assert.NotNull(await AccountOf("222222222222").GetSnapshot());
        AccountSnapshot?[] left = await Task.WhenAll(ids[..^1].Select(id => AccountOf(id).GetSnapshot().AsTask()));
        Assert.All(left, Assert.Null);
        Assert.Superset(gateway.Provisioned.Select(snapshot => snapshot.Account.AccountId).Except(["111111111111", "222222222222"]).ToHashSet(), gateway.Removed.ToHashSet());
        Assert.Equal(["111111111111", "222222222222"], gateway.Environments.Last().WorldAccountIds);
        Assert.Equal(nameof(IGatewayObserver.ResumeRequests), gateway.Told.Last());
    }

    [Fact]
    public async Task Exactly_the_keys_that_do_not_say_whose_they_are_are_listed()
    {
        AccountDefinition first = AccountNamed("123456789012") with
        {
            Settings = new AccountSettings { RootAccessKeys = [Key("AKIARZPUZDIKKVJVIU2T"), Key("AKIAIOSFODNN7EXAMPLE")] },
            Users = [UserWith("a", "AKIARZPUZDIKGB2VALC4", "AKIAY34FZKBOKMUTVV7A", "any_text_that_is_long_enough")],
        };
        AccountDefinition second = AccountNamed("609629065308") with { Users = [UserWith("b", "AKIARZPUZDIK23456723")] };

        await World.Replace(new World([new WorldAccount(first, Quotas: null), new WorldAccount(second, Quotas: null)]));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["AKIAIOSFODNN7EXAMPLE"] = "123456789012", // the old form
                ["AKIAY34FZKBOKMUTVV7A"] = "123456789012", // says 609629065308
                ["any_text_that_is_long_enough"] = "123456789012",
                ["AKIARZPUZDIK23456723"] = "609629065308", // says 123456789012
            },
            (await Environment.GetSnapshot()).AccountByAccessKeyId);
    }

    [Fact]
    public async Task The_aliases_of_the_world_are_taken_and_those_of_the_one_before_are_free()
    {
        World world = WorldOf("111111111111");
        await World.Replace(world with
        {
            Accounts = [world.Accounts[0] with { Account = world.Accounts[0].Account with { Settings = new AccountSettings { Alias = "taken" } } }],
        });
        Assert.Null(await Environment.TakeAlias("taken", "222222222222"));

        await World.Replace(world);

        Assert.NotNull(await Environment.TakeAlias("taken", "222222222222"));
    }

    [Fact]
    public async Task New_defaults_are_the_quotas_of_every_account_that_has_none_of_its_own()
    {
        World world = WorldOf("111111111111", "222222222222");
        await World.Replace(world with { Accounts = [world.Accounts[0], world.Accounts[1] with { Quotas = new AccountQuotas(new QuotaLimits(9, 9), null) }] });
        IQuotaGrain following = cluster.Client.GetGrain<IQuotaGrain>(BucketName.OfRegion("111111111111", "us-east-1", operation: null));
        IQuotaGrain own = cluster.Client.GetGrain<IQuotaGrain>(BucketName.OfRegion("222222222222", "us-east-1", operation: null));
        Assert.Equal(600, (await following.Lease(await RequestTo("111111111111"))).Tokens);
        Assert.Equal(9, (await own.Lease(await RequestTo("222222222222"))).Tokens);

        await Environment.SetDefaultQuotas(Slow);

        Assert.Equal(Slow, (await AccountOf("111111111111").GetQuotas())!.Quotas);
        Assert.Equal(9, (await AccountOf("222222222222").GetQuotas())!.Quotas.Default.Burst);
        Assert.Equal(0, (await following.Lease(await RequestTo("111111111111"))).Tokens); // what is out there stays out there
        cluster.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2, (await following.Lease(await RequestTo("111111111111"))).Tokens); // and no more than the new burst
        Assert.Equal(9, (await own.Lease(await RequestTo("222222222222"))).Tokens);

        await AccountOf("222222222222").SetQuotas(null);
        await own.Lease(await RequestTo("222222222222"));
        cluster.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2, (await own.Lease(await RequestTo("222222222222"))).Tokens);
    }

    // As a gateway asks that knows what is newest.
    private async Task<LeaseRequest> RequestTo(string account)
    {
        VersionedQuotas quotas = (await AccountOf(account).GetQuotas())!;
        return new LeaseRequest(Guid.NewGuid(), quotas.Version, 0, TimeSpan.Zero, 0, 1000) { DefaultQuotasVersion = quotas.DefaultQuotasVersion };
    }

    private IAccountGrain AccountOf(string id) => cluster.Client.GetGrain<IAccountGrain>(id);

    private static World WorldOf(params string[] ids) => new([.. ids.Select(id => new WorldAccount(AccountNamed(id), Quotas: null))]);

    private static AccountDefinition AccountNamed(string id) => new() { AccountId = id, Users = [UserWith("first")] };

    private static UserDefinition UserWith(string name, params string[] keys) =>
        new() { Name = name, Path = "/", UserId = $"AIDA{name}", AccessKeys = [.. keys.Select(Key)] };

    private static AccessKeyDefinition Key(string id) => new(id, "secret", Active: true);
}
