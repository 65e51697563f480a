using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Tests.Accounts;

/// <summary>Snapshots of an account, and a grain that gives them when the test says so.</summary>
internal sealed class ProvisionedAccounts(Task<AccountSnapshot?> snapshot) : IAccountGrain
{
    public static AccountId Id { get; } = new(123_456_789_012);

    public static AccountQuotas Quotas { get; } = new(new QuotaLimits(50, 50), new QuotaLimits(5, 5));

    public int Asked { get; private set; }

    /// <summary>What is read after the first time, where that is something else.</summary>
    public AccountSnapshot? Then { get; set; }

    public static AccountSnapshot Snapshot(long version, AccountQuotas? quotas = null) => new()
    {
        Version = version,
        Account = new AccountDefinition { AccountId = Id.ToString() },
        Quotas = quotas ?? Quotas,
    };

    public ValueTask<AccountSnapshot?> GetSnapshot()
    {
        return Asked++ > 0 && Then is not null ? new(Then) : new(snapshot);
    }

    public Task Provision(AccountDefinition account, AccountQuotas? quotas, Misbehaviour? misbehaviour = null) => throw new NotSupportedException();

    public Task SetQuotas(AccountQuotas? quotas) => throw new NotSupportedException();

    public Task<Misbehaviour?> ChangeMisbehaviour(MisbehaviourChange change) => throw new NotSupportedException();

    public ValueTask<Misbehaviour?> GetMisbehaviour() => throw new NotSupportedException();

    public ValueTask<VersionedQuotas?> GetQuotas() => throw new NotSupportedException();

    public Task<bool> TryApply(AccountChange change, long plannedOn) => throw new NotSupportedException();

    public Task Revoke(string holder, DateTimeOffset instant) => throw new NotSupportedException();

    public Task Remove() => throw new NotSupportedException();
}
