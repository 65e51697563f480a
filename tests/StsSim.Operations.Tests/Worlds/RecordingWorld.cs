using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Operations.Tests.Worlds;

/// <summary>The grains a world is provisioned into, noting what they were told and in which order.</summary>
internal sealed class RecordingWorld : IAccountGrain, IEnvironmentGrain
{
    public ConcurrentDictionary<string, AccountQuotas> Provisioned { get; } = new();

    public IReadOnlyList<string> AccountIds { get; private set; } = [];

    public IReadOnlyDictionary<string, string> AccountByAccessKeyId { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> AccountByAlias { get; private set; } = new Dictionary<string, string>();

    /// <summary>How many accounts stood when the directory named them.</summary>
    public int ProvisionedBeforeNamed { get; private set; }

    public IGrainFactory Grains => KnownGrains.Of(this);

    public async Task Provision(AccountDefinition account, AccountQuotas quotas)
    {
        await Task.Yield();
        Provisioned[account.AccountId] = quotas;
    }

    public Task SetAccounts(IReadOnlyList<string> accountIds, IReadOnlyDictionary<string, string> accountByAccessKeyId)
    {
        (AccountIds, AccountByAccessKeyId, ProvisionedBeforeNamed) = (accountIds, accountByAccessKeyId, Provisioned.Count);
        return Task.CompletedTask;
    }

    public Task SetAliases(IReadOnlyDictionary<string, string> accountByAlias)
    {
        AccountByAlias = accountByAlias;
        return Task.CompletedTask;
    }

    public Task SetQuotas(AccountQuotas quotas) => throw new NotSupportedException();

    public Task Revoke(string holder, DateTimeOffset instant) => throw new NotSupportedException();

    public ValueTask<VersionedQuotas?> GetQuotas() => throw new NotSupportedException();

    public Task AddLeasedAccount(string accountId) => throw new NotSupportedException();

    public Task RemoveLeasedAccount(string accountId) => throw new NotSupportedException();

    public Task<long?> TakeAlias(string alias, string accountId) => throw new NotSupportedException();

    public Task ReleaseAlias(string alias, long ticket) => throw new NotSupportedException();

    public Task<bool> TryApply(AccountChange change, long plannedOn) => throw new NotSupportedException();

    public Task Remove() => throw new NotSupportedException();

    public Task<long> ReserveAccessKeySerials(int count) => throw new NotSupportedException();

    ValueTask<AccountSnapshot?> IAccountGrain.GetSnapshot() => throw new NotSupportedException();

    ValueTask<EnvironmentSnapshot> IEnvironmentGrain.GetSnapshot() => throw new NotSupportedException();
}
