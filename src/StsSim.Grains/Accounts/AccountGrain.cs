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
        AccountState whole = journal.State.Renewal is { } renewal && renewal.Version > checkpoint.State.Version ? renewal : checkpoint.State;
        _version = whole.Version;
        if (whole.Account is { } account)
        {
            _contents = new AccountContents(account, whole.Quotas, whole.Misbehaviour, whole.RevokedBefore, whole.ProvisionedAt);
            foreach (AccountUpdate update in journal.State.Updates.Where(update => update.Version > whole.Version))
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
        await Renew(contents);
        AccountSnapshot snapshot = _snapshot ??= contents.ToSnapshot(_version);
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
            await Renew(contents: null);
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
        await WriteJournal(new AccountJournal { Updates = [.. journal.State.Updates, update], Renewal = journal.State.Renewal });
        contents.Apply(change);
        _version = update.Version;
        _snapshot = null;
        if (journal.State.Renewal is not null || journal.State.Updates.Count >= Math.Clamp(contents.IdentityCount / IdentitiesPerUpdate, ShortestJournal, LongestJournal))
        {
            await Shorten(StateOf(contents, _version));
        }

        await gateways.ToAll(gateway => gateway.AccountChanged(update));
    }

    // Whatever follows on something is decided in the journal: of two activations that take themselves for the only one, as where
    // a silo is thought dead, one fails there. Where there is no account only beginnings can be written, and the checkpoint decides.
    private async Task Renew(AccountContents? contents)
    {
        AccountState renewed = StateOf(contents, _version + 1);
        if (_contents is null)
        {
            await WriteCheckpoint(renewed);
            (_contents, _version, _snapshot) = (contents, renewed.Version, null);
            return;
        }

        await WriteJournal(new AccountJournal { Renewal = renewed });
        (_contents, _version, _snapshot) = (contents, renewed.Version, null);
        await Shorten(renewed);
    }

    // Only what the journal has may get into a checkpoint: one that is late then says nothing that is not so.
    private async Task Shorten(AccountState whole)
    {
        try
        {
            await WriteCheckpoint(whole);
            await WriteJournal(new AccountJournal());
        }
        catch (Exception e)
        {
            // All is in storage already, only not as briefly as it could be: no reason to keep it from gateways or from who made it.
            JournalNotShortened(e, this.GetPrimaryKeyString());
        }
    }

    private static AccountState StateOf(AccountContents? contents, long version)
    {
        AccountSnapshot? snapshot = contents?.ToSnapshot(version);
        return new AccountState
        {
            Version = version,
            Account = snapshot?.Account,
            Quotas = snapshot?.Quotas,
            Misbehaviour = snapshot?.Misbehaviour ?? Misbehaviour.None,
            RevokedBefore = snapshot is null ? [] : new Dictionary<string, DateTimeOffset>(snapshot.RevokedBefore),
            ProvisionedAt = snapshot?.ProvisionedAt ?? default,
        };
    }

    private Task WriteCheckpoint(AccountState state) => Write(checkpoint, state);

    private Task WriteJournal(AccountJournal steps) => Write(journal, steps);

    // After a failed write nobody knows what storage holds: the next activation asks it.
    private async Task Write<T>(IPersistentState<T> stored, T state)
    {
        T before = stored.State;
        stored.State = state;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal of account {AccountId} could not be shortened; nothing is lost, and it is tried again")]
    private partial void JournalNotShortened(Exception exception, string accountId);
}
