using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Authentication;

/// <summary>
/// Notes when long-term keys signed their last request, and sessions of roles theirs. A request writes nothing unless
/// the last use is a second old; the grains are told in batches.
/// </summary>
public sealed class AccessKeyUsage(IGrainFactory grains, StsInstruments instruments)
{
    private readonly ConcurrentDictionary<string, (AccountId Account, AccessKeyUse Use)> _untold = new();

    /// <param name="service">The service of the credential scope.</param>
    /// <param name="region">Its Region.</param>
    public void Note(LongTermKey key, AccountId account, string service, string region, DateTimeOffset now)
    {
        if (key.LastUse.TryMove(now.ToUnixTimeSeconds(), service))
        {
            Note(key.AccessKeyId, account, service, region, now);
        }
    }

    /// <inheritdoc cref="Note(LongTermKey, AccountId, string, string, DateTimeOffset)"/>
    public void Note(Role role, string service, string region, DateTimeOffset now)
    {
        if (role.LastUse.TryMove(now.ToUnixTimeSeconds(), region))
        {
            Note(role.RoleId, role.Account.Id, service, region, now);
        }
    }

    /// <summary>The last use on any gateway, or <see langword="null"/>.</summary>
    /// <param name="id">Of an access key or a role.</param>
    public Task<AccessKeyUse?> FindAsync(AccountId account, string id)
    {
        instruments.CountGrainCall("usage");
        return GrainOf(account).Find(id);
    }

    /// <summary>Returns when everything noted before the call has reached its grain.</summary>
    public async Task FlushAsync()
    {
        if (_untold.IsEmpty)
        {
            return;
        }

        // What is noted meanwhile under the same id is another value, and stays for the next round.
        // Of the dictionary's own: a copy by way of its count would break where requests add to it meanwhile.
        KeyValuePair<string, (AccountId Account, AccessKeyUse Use)>[] taken = _untold.ToArray();
        await Task.WhenAll(taken.GroupBy(noted => noted.Value.Account).Select(uses =>
        {
            instruments.CountGrainCall("usage");
            return GrainOf(uses.Key).Record([.. uses.Select(noted => KeyValuePair.Create(noted.Key, noted.Value.Use))]);
        }));
        foreach (KeyValuePair<string, (AccountId, AccessKeyUse)> noted in taken)
        {
            _untold.TryRemove(noted);
        }
    }

    private void Note(string id, AccountId account, string service, string region, DateTimeOffset now) =>
        _untold[id] = (account, new AccessKeyUse(DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()), service, region));

    private IAccessKeyUsageGrain GrainOf(AccountId account) => grains.GetGrain<IAccessKeyUsageGrain>(account.ToString());
}
