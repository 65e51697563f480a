using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Accounts;

public sealed class AccountWriterTests : IDisposable
{
    private readonly StsInstruments _instruments = new();

    [Fact]
    public async Task Accounts_that_come_and_go_leave_no_turns_behind()
    {
        const int accounts = 100_000;
        const int most = 2_000_000;
        const int rounds = 10;
        long grown = long.MaxValue;
        for (int round = 0; round < rounds && grown >= most; round++)
        {
            grown = Math.Min(grown, await GrowthAsync(accounts)); // other tests of the process take memory, too, and give it back
        }

        Assert.True(grown < most, $"{accounts} accounts left {grown} bytes behind");
    }

    [Fact]
    public async Task Writers_of_one_account_take_turns()
    {
        AccountWriter writer = NewWriter();
        AccountWriter.Turn first = await writer.TakeTurnAsync(ProvisionedAccounts.Id);
        Task<AccountWriter.Turn> second = writer.TakeTurnAsync(ProvisionedAccounts.Id).AsTask();
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    public void Dispose() => _instruments.Dispose();

    private async Task<long> GrowthAsync(int accounts)
    {
        AccountWriter writer = NewWriter();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int account = 0; account < accounts; account++)
        {
            using AccountWriter.Turn turn = await writer.TakeTurnAsync(new AccountId(800_000_000_000 + account));
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(writer);
        return grown;
    }

    private AccountWriter NewWriter()
    {
        IGrainFactory none = KnownGrains.None;
        var leases = new AccountLeasesFactory(none, TimeProvider.System, _instruments);
        return new AccountWriter(none, new AccountCache(none, leases, _instruments, TimeProvider.System), _instruments);
    }
}
