using System.Security.Cryptography;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;
using StsSim.Iam.Credentials;

namespace StsSim.Grains.Environment;

internal sealed class EnvironmentGrain(
    [PersistentState("environment", StorageNames.Provider)] IPersistentState<EnvironmentState> state,
    GatewayBroadcast gateways) : Grain, IEnvironmentGrain
{
    private const int SerialKeyLength = 16;

    private EnvironmentSnapshot? _snapshot;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (state.State.KeyRing.Count == 0)
        {
            SessionTokenKey first = SessionTokenKey.Create(id: 1);
            state.State.KeyRing.Add(new SealingKey(first.Id, first.Secret.ToArray()));
            state.State.AccessKeySerialKey = RandomNumberGenerator.GetBytes(SerialKeyLength);
            await state.WriteStateAsync(cancellationToken);
        }

        _snapshot = TakeSnapshot();
    }

    public ValueTask<EnvironmentSnapshot> GetSnapshot() => ValueTask.FromResult(_snapshot ?? TakeSnapshot());

    public Task SetWorld(
        IReadOnlyList<string> accountIds, IReadOnlyDictionary<string, string> accountByAccessKeyId, AccountQuotas defaultQuotas) => Change(environment =>
    {
        environment.AccountIds = [.. accountIds];
        environment.AccountByAccessKeyId = new Dictionary<string, string>(accountByAccessKeyId);
        environment.DefaultQuotas = defaultQuotas;
        environment.DefaultQuotasVersion = environment.Version + 1;
    });

    public Task SetDefaultQuotas(AccountQuotas quotas) => Change(environment =>
    {
        environment.DefaultQuotas = quotas;
        environment.DefaultQuotasVersion = environment.Version + 1;
    });

    public Task AddLeasedAccount(string accountId) => Change(environment => environment.LeasedAccountIds.Add(accountId));

    public Task RemoveLeasedAccount(string accountId) => Change(environment =>
    {
        environment.LeasedAccountIds.Remove(accountId);
        foreach (string alias in environment.Aliases.Where(claim => claim.Value.AccountId == accountId).Select(claim => claim.Key).ToArray())
        {
            environment.Aliases.Remove(alias);
        }
    });

    public async Task SetAliases(IReadOnlyDictionary<string, string> accountByAlias)
    {
        state.State.Aliases = state.State.Aliases
            .Where(claim => state.State.LeasedAccountIds.Contains(claim.Value.AccountId))
            .ToDictionary();
        foreach ((string alias, string accountId) in accountByAlias)
        {
            state.State.Aliases[alias] = new AliasClaim(accountId, state.State.NextAliasTicket++);
        }

        await state.WriteStateAsync();
    }

    public async Task<long?> TakeAlias(string alias, string accountId)
    {
        if (state.State.Aliases.TryGetValue(alias, out AliasClaim claim) && claim.AccountId != accountId)
        {
            return null;
        }

        long ticket = state.State.NextAliasTicket++;
        state.State.Aliases[alias] = new AliasClaim(accountId, ticket);
        await state.WriteStateAsync();
        return ticket;
    }

    public async Task ReleaseAlias(string alias, long ticket)
    {
        if (state.State.Aliases.TryGetValue(alias, out AliasClaim claim) && claim.Ticket == ticket)
        {
            state.State.Aliases.Remove(alias);
            await state.WriteStateAsync();
        }
    }

    public async Task<long> ReserveAccessKeySerials(int count)
    {
        long first = state.State.NextAccessKeySerial;
        state.State.NextAccessKeySerial = first + count;
        await state.WriteStateAsync();
        return first;
    }

    private async Task Change(Action<EnvironmentState> change)
    {
        change(state.State);
        state.State.Version++;
        await state.WriteStateAsync();
        EnvironmentSnapshot snapshot = _snapshot = TakeSnapshot();
        await gateways.ToAll(gateway => gateway.EnvironmentChanged(snapshot));
    }

    private EnvironmentSnapshot TakeSnapshot() => new()
    {
        Version = state.State.Version,
        KeyRing = [.. state.State.KeyRing],
        AccessKeySerialKey = state.State.AccessKeySerialKey,
        AccountIds = new HashSet<string>(state.State.AccountIds.Concat(state.State.LeasedAccountIds)),
        LeasedAccountIds = new HashSet<string>(state.State.LeasedAccountIds),
        AccountByAccessKeyId = new Dictionary<string, string>(state.State.AccountByAccessKeyId),
        DefaultAccountId = state.State.AccountIds.FirstOrDefault(),
        WorldAccountIds = [.. state.State.AccountIds],
        DefaultQuotas = state.State.DefaultQuotas,
        DefaultQuotasVersion = state.State.DefaultQuotasVersion,
    };
}
