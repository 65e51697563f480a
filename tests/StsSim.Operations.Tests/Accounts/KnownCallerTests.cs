using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Accounts;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Accounts;

/// <summary>Who calls with a long-term key is known from the first time on, and to each version of the account by itself.</summary>
public sealed class KnownCallerTests : IDisposable
{
    private const string Key = "AKIARZPUZDIKUSERKEY2";

    private readonly StsInstruments _instruments = new();
    private readonly Account _account;

    public KnownCallerTests()
    {
        var definition = new AccountDefinition
        {
            AccountId = "123456789012",
            Users = [new UserDefinition { Name = "Alice", Path = "/", UserId = "AIDABP3PALK3KTQTNRTMK", AccessKeys = [new AccessKeyDefinition(Key, "secret", Active: true)] }],
        };
        _account = new Account(new AccountSnapshot { Version = 1, Account = definition, Quotas = AccountQuotas.Aws }, Leases());
    }

    public void Dispose() => _instruments.Dispose();

    [Fact]
    public void The_same_caller_calls_each_time() =>
        Assert.Same(_account.CallerWith(_account.FindKey(Key)!), _account.CallerWith(_account.FindKey(Key)!));

    [Fact]
    public void Another_version_of_the_account_has_a_caller_of_its_own()
    {
        LongTermKey key = _account.FindKey(Key)!;
        Assert.Same(_account, _account.CallerWith(key).Account);

        Account changed = _account.Step(AccountChange.Put(new GroupDefinition { Name = "staff", Path = "/", GroupId = "AGPABP3PALK3KTQTNRTMK" }), 2, Leases());
        Account underOthers = _account.Under(Leases());

        Assert.Same(key, changed.FindKey(Key));
        Assert.Same(changed, changed.CallerWith(key).Account);
        Assert.Same(underOthers, underOthers.CallerWith(key).Account);
        Assert.Same(_account, _account.CallerWith(key).Account);
    }

    private AccountLeases Leases() => new(new(123_456_789_012), 1, KnownGrains.None, TimeProvider.System, _instruments);
}
