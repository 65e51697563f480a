using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Accounts;

internal sealed partial class AccountGrain(
    [PersistentState("account", StorageNames.Provider)] IPersistentState<AccountState> checkpoint,
    [PersistentState("account-journal", StorageNames.Provider)] IPersistentState<AccountJournal> journal,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    GatewayBroadcast gateways,
    ILogger<AccountGrain> logger) : Grain, IAccountGrain
{
    // A checkpoint costs what the account weighs, a journal what it holds; the balance follows the account's size.
    private const int ShortestJournal = 64;
    private const int LongestJournal = 512;
    private const int IdentitiesPerUpdate = 200;

    private AccountContents? _contents;
    private long _version;
    private AccountSnapshot? _snapshot;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        AccountState state = checkpoint.State;
        _version = state.Version;
        if (state.Account is { } account)
        {
            _contents = new AccountContents(account, state.Quotas, state.Misbehaviour, state.RevokedBefore, state.ProvisionedAt);
            foreach (AccountUpdate update in journal.State.Updates.Where(update => update.Version > state.Version))
            {
                _contents.Apply(update.Change);
                _version = update.Version;
            }
        }

        return Task.CompletedTask;
    }

    public ValueTask<AccountSnapshot?> GetSnapshot() => ValueTask.FromResult(_snapshot ??= _contents?.ToSnapshot(_version));

    public async ValueTask<VersionedQuotas?> GetQuotas()
    {
        if (_contents is not { } contents)
        {
            return null;
        }

        if (contents.QuotasInForce is { } own)
        {
            return new VersionedQuotas(_version, own, contents.ProvisionedAt);
        }

        long version = _version;
        EnvironmentSnapshot environment = await GrainFactory.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key).GetSnapshot();
        return new VersionedQuotas(version, environment.DefaultQuotasInForce, contents.ProvisionedAt) { DefaultQuotasVersion = environment.DefaultQuotasVersion };
    }

    public async Task Provision(AccountDefinition account, AccountQuotas? quotas, Misbehaviour? misbehaviour = null)
    {
        var contents = new AccountContents(account, quotas, (misbehaviour ?? Misbehaviour.None).BegunAt(time.GetUtcNow(), generation: _version + 1), new Dictionary<string, DateTimeOffset>(), NextBeginning());
        await Checkpoint(contents, _version + 1);
        AccountSnapshot snapshot = _snapshot = contents.ToSnapshot(_version);
        await gateways.ToAll(gateway => gateway.AccountProvisioned(snapshot));
    }

    public async Task<bool> TryApply(AccountChange change, long plannedOn)
    {
        if (_contents is null || plannedOn != _version)
        {
            return false;
        }

        await Change(_contents, change);
        return true;
    }

    public Task SetQuotas(AccountQuotas? quotas) =>
        _contents is null ? Task.CompletedTask : Change(_contents, new AccountChange { Quotas = quotas, FollowsDefaultQuotas = quotas is null });

    public async Task<Misbehaviour?> ChangeMisbehaviour(MisbehaviourChange change)
    {
        Misbehaviour? changed = _contents?.Misbehaviour.After(change, time.GetUtcNow(), generation: _version + 1);
        if (changed is not null)
        {
            await Change(_contents!, new AccountChange { Misbehaviour = changed });
        }

        return changed;
    }

    public ValueTask<Misbehaviour?> GetMisbehaviour() => ValueTask.FromResult(_contents?.Misbehaviour);

    public Task Revoke(string holder, DateTimeOffset instant) =>
        _contents is null ? Task.CompletedTask : Change(_contents, new AccountChange { Revocation = new RevocationMark(holder, instant) });

    public async Task Remove()
    {
        if (_contents is not null)
        {
            await Checkpoint(contents: null, _version + 1);
        }

        // Told whether or not there was one: a removal that failed before may have got no further than storage.
        string accountId = this.GetPrimaryKeyString();
        await gateways.ToAll(gateway => gateway.AccountRemoved(accountId));
        DeactivateOnIdle();
    }

    // Sessions know the millisecond they were issued in. A first beginning ends none; another ends those of this very one.
    private DateTimeOffset NextBeginning()
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(_contents is null ? now : now + 1);
    }

    // Durable first, then seen by this grain's readers, then by every gateway; only then is the write acknowledged.
    private async Task Change(AccountContents contents, AccountChange change)
    {
        var update = new AccountUpdate(this.GetPrimaryKeyString(), _version + 1, change);
        journal.State.Updates.Add(update);
        try
        {
            await Durably(journal.WriteStateAsync);
        }
        catch
        {
            journal.State.Updates.RemoveAt(journal.State.Updates.Count - 1);
            throw;
        }

        contents.Apply(change);
        _version = update.Version;
        _snapshot = null;
        if (journal.State.Updates.Count >= Math.Clamp(contents.IdentityCount / IdentitiesPerUpdate, ShortestJournal, LongestJournal))
        {
            await Shorten(() => Checkpoint(contents, _version));
        }

        await gateways.ToAll(gateway => gateway.AccountChanged(update));
    }

    private async Task Checkpoint(AccountContents? contents, long version)
    {
        AccountSnapshot? snapshot = contents?.ToSnapshot(version);
        AccountState state = checkpoint.State;
        state.Version = version;
        state.Account = snapshot?.Account;
        state.Quotas = snapshot?.Quotas;
        state.Misbehaviour = snapshot?.Misbehaviour ?? Misbehaviour.None;
        state.RevokedBefore = snapshot is null ? [] : new Dictionary<string, DateTimeOffset>(snapshot.RevokedBefore);
        state.ProvisionedAt = snapshot?.ProvisionedAt ?? default;
        await Durably(checkpoint.WriteStateAsync);
        (_contents, _version, _snapshot) = (contents, version, snapshot);

        // Updates left behind by a crash here are older than the checkpoint.
        if (journal.State.Updates.Count > 0)
        {
            journal.State.Updates = [];
            await Shorten(() => Durably(journal.WriteStateAsync));
        }
    }

    // All is in storage already, only not as briefly as it could be: no reason to keep it from gateways or from who made it.
    private async Task Shorten(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e)
        {
            JournalNotShortened(e, this.GetPrimaryKeyString());
        }
    }

    // After a failed write nobody knows what storage holds: the next activation asks it.
    private async Task Durably(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal of account {AccountId} could not be shortened; nothing is lost, and it is tried again")]
    private partial void JournalNotShortened(Exception exception, string accountId);
}
