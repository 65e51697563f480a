using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Accounts;

/// <summary>
/// Writes to accounts. A write is acknowledged once it is durable and every gateway, this one too, holds what it led to.
/// </summary>
public sealed class AccountWriter(IGrainFactory grains, AccountCache accounts, StsInstruments instruments)
{
    // Shared by accounts: leased ones come and go, and nobody takes two turns at once.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Makes a change planned on <paramref name="account"/>.</summary>
    /// <returns>Whether it was made: not where the account has moved on since.</returns>
    public async ValueTask<bool> TryWriteAsync(Account account, AccountChange change)
    {
        instruments.CountGrainCall("write");
        return await grains.GetGrain<IAccountGrain>(account.IdText).TryApply(change, account.Version);
    }

    /// <summary>The account as this gateway was last told it is.</summary>
    public Account NewestOf(Account account) => accounts.NewestOf(account);

    /// <summary>Changes the settings of an account, however often somebody is faster.</summary>
    /// <returns>Whether there is such an account.</returns>
    public async ValueTask<bool> ChangeSettingsAsync(AccountId id, Func<AccountSettings, AccountSettings> change)
    {
        using Turn turn = await TakeTurnAsync(id);
        while (await ReloadAsync(id) is { } account)
        {
            if (await TryWriteAsync(account, AccountChange.Put(change(account.Settings))))
            {
                return true;
            }
        }

        return false;
    }

    public ValueTask<Account?> ReloadAsync(AccountId id) => accounts.ReloadAsync(id);

    /// <summary>Waits for the other writers of this gateway that found the account changed under them.</summary>
    public async ValueTask<Turn> TakeTurnAsync(AccountId id)
    {
        SemaphoreSlim turns = _turns[(uint)id.GetHashCode() % (uint)_turns.Length];
        await turns.WaitAsync();
        return new Turn(turns);
    }

    /// <summary>The right to write next; disposed, it is passed on.</summary>
    public readonly struct Turn(SemaphoreSlim turns) : IDisposable
    {
        public bool IsTaken => turns is not null;

        public void Dispose() => turns?.Release();
    }
}
