using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Accounts;

[Collection(nameof(SimulatorCluster))]
public sealed class AccessKeyUsageGrainTests(SimulatorCluster cluster)
{
    // Test suites make and delete keys and roles by the thousand, and every write stores them all.
    [Fact]
    public async Task Uses_of_keys_and_roles_that_are_no_more_are_dropped_in_time()
    {
        string id = await cluster.NewAccountAsync();
        await cluster.Client.GetGrain<IAccountGrain>(id).Provision(
            new AccountDefinition
            {
                AccountId = id,
                Settings = new AccountSettings { RootAccessKeys = [Key("of-root")] },
                Users = [new UserDefinition { Name = "a", Path = "/", UserId = "AIDA", AccessKeys = [Key("of-user")] }],
                Roles = [new RoleDefinition { Name = "r", Path = "/", RoleId = "of-role", TrustPolicy = "{}" }],
            },
            AccountQuotas.Aws);
        IAccessKeyUsageGrain usage = cluster.Client.GetGrain<IAccessKeyUsageGrain>(id);
        await usage.Record([Use("of-root"), Use("of-user"), Use("of-role"), Use("gone-0-0")]);
        Assert.NotNull(await usage.Find("gone-0-0"));

        for (int round = 1; round <= 5; round++)
        {
            await usage.Record([.. Enumerable.Range(0, 1000).Select(key => Use($"gone-{round}-{key}"))]);
        }

        Assert.Null(await usage.Find("gone-0-0"));
        Assert.Null(await usage.Find("gone-1-999"));
        Assert.NotNull(await usage.Find("of-root"));
        Assert.NotNull(await usage.Find("of-user"));
        Assert.NotNull(await usage.Find("of-role"));
    }

    [Fact]
    public async Task Of_two_uses_the_later_stays()
    {
        IAccessKeyUsageGrain usage = cluster.Client.GetGrain<IAccessKeyUsageGrain>(await cluster.NewAccountAsync());
        DateTimeOffset now = cluster.Clock.GetUtcNow();
        await usage.Record([KeyValuePair.Create("key", new AccessKeyUse(now, "sts", "us-east-1"))]);

        await usage.Record([KeyValuePair.Create("key", new AccessKeyUse(now.AddSeconds(-1), "iam", "us-east-1"))]);

        Assert.Equal(new AccessKeyUse(now, "sts", "us-east-1"), await usage.Find("key"));
    }

    private KeyValuePair<string, AccessKeyUse> Use(string id) => KeyValuePair.Create(id, new AccessKeyUse(cluster.Clock.GetUtcNow(), "sts", "us-east-1"));

    private static AccessKeyDefinition Key(string id) => new(id, "secret", Active: true);
}
