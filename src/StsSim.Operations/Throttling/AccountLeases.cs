using System.Collections.Concurrent;
using System.Net;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

/// <summary>
/// The token leases of one account under one set of quotas. Others share with it the leases of every bucket whose limits
/// are the same, so that a change of one kind leaves the other kinds alone.
/// </summary>
public sealed class AccountLeases
{
    // No user or role has it as its id.
    private const string RootUser = "";

    private readonly AccountId _account;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly StsInstruments _instruments;
    private readonly ConcurrentDictionary<(string Region, string? Operation), TokenLease> _regions;
    private readonly ConcurrentDictionary<string, TokenLease> _federatedUsers;
    private readonly ConcurrentDictionary<string, TokenLease> _principals;
    private readonly ConcurrentDictionary<IPAddress, TokenLease> _sources;

    // Of buckets under limits that hold no more: what was used and is left is still to be told.
    private readonly ConcurrentQueue<TokenLease> _retired;
    private AccountLeases? _before;
    private long _version;

    public AccountLeases(AccountId account, long version, IGrainFactory grains, TimeProvider time, StsInstruments instruments)
    {
        (_account, _version, _grains, _time, _instruments) = (account, version, grains, time, instruments);
        (_regions, _federatedUsers, _principals, _sources, _retired) = ([], [], [], [], []);
    }

    private AccountLeases(AccountLeases before, long version, AccountQuotas quotas)
    {
        (_account, _version, _grains, _time, _instruments) = (before._account, version, before._grains, before._time, before._instruments);
        (_before, _retired, Quotas) = (before, before._retired, quotas);
        AccountQuotas old = before.Quotas;
        _regions = new(before._regions.Where(lease =>
            lease.Key.Operation == BucketOf(lease.Key.Operation) && quotas.LimitsOf(lease.Key.Operation) == old.LimitsOf(lease.Key.Operation)));
        _federatedUsers = quotas.PerFederatedUser == old.PerFederatedUser ? before._federatedUsers : [];
        _principals = quotas.PerPrincipal == old.PerPrincipal ? before._principals : [];
        _sources = quotas.PerSource == old.PerSource ? before._sources : [];
    }

    /// <summary>What they are leases under: the account's own quotas or the world's.</summary>
    public AccountQuotas Quotas { get; init; } = AccountQuotas.Aws;

    /// <summary>The version of the world's quotas, where the account follows them; 0 where it has its own.</summary>
    public long DefaultQuotasVersion { get; init; }

    // Those of Regions first: they are few.
    private IEnumerable<TokenLease> All => _regions.Values.Concat(_principals.Values).Concat(_federatedUsers.Values).Concat(_sources.Values);

    /// <summary>The account version these leases are asked for under.</summary>
    public long Version
    {
        get => Volatile.Read(ref _version);
        set => Volatile.Write(ref _version, value);
    }

    /// <summary>The lease of the bucket of an operation in a Region, shared with other operations or its own.</summary>
    public TokenLease OfOperation(string region, string operation)
    {
        (string Region, string? Operation) key = (region, BucketOf(operation));
        return _regions.TryGetValue(key, out TokenLease? lease)
            ? lease
            : _regions.GetOrAdd(key, static (key, leases) => leases.Create(BucketName.OfRegion(leases._account.ToString(), key.Region, key.Operation)), this);
    }

    public TokenLease OfFederatedUser(string name) => _federatedUsers.TryGetValue(name, out TokenLease? lease)
        ? lease
        : _federatedUsers.GetOrAdd(name, static (name, leases) => leases.Create(BucketName.OfFederatedUser(leases._account.ToString(), name)), this);

    /// <param name="uniqueId">Of the IAM user or role, or <see langword="null"/> for the root user.</param>
    public TokenLease OfPrincipal(string? uniqueId) => _principals.TryGetValue(uniqueId ?? RootUser, out TokenLease? lease)
        ? lease
        : _principals.GetOrAdd(
            uniqueId ?? RootUser,
            static (id, leases) => leases.Create(BucketName.OfPrincipal(leases._account.ToString(), id == RootUser ? leases._account.ToString() : id)),
            this);

    public TokenLease OfSource(IPAddress address) => _sources.TryGetValue(address, out TokenLease? lease)
        ? lease
        : _sources.GetOrAdd(
            address,
            static (from, leases) => leases.Create(BucketName.OfSource(
                leases._account.ToString(), (from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from).ToString())),
            this);

    /// <summary>Leases under other quotas of the same account. They are its leases from <see cref="TakeOver"/> on.</summary>
    public AccountLeases Under(AccountQuotas quotas, long version, long defaultQuotasVersion) =>
        new(this, version, quotas) { DefaultQuotasVersion = defaultQuotasVersion };

    /// <summary>Settles the leases of the quotas before these whose limits hold no more. Called again, it does nothing.</summary>
    public void TakeOver()
    {
        if (Interlocked.Exchange(ref _before, null) is not { } before)
        {
            return;
        }

        before.TakeOver();
        foreach (KeyValuePair<(string Region, string? Operation), TokenLease> lease in before._regions)
        {
            if (!_regions.TryGetValue(lease.Key, out TokenLease? kept) || kept != lease.Value)
            {
                Retire(lease.Value);
            }
        }

        Retire(before._federatedUsers, _federatedUsers);
        Retire(before._principals, _principals);
        Retire(before._sources, _sources);
    }

    /// <summary>Settles idle leases and forgets those from which nobody learns anything more, so that memory follows the active names only.</summary>
    public void SettleIdle(TimeSpan idle)
    {
        Settle(_regions, idle);
        Settle(_federatedUsers, idle);
        Settle(_principals, idle);
        Settle(_sources, idle);
        for (int left = _retired.Count; left > 0 && _retired.TryDequeue(out TokenLease? lease); left--)
        {
            Retire(lease);
        }
    }

    /// <summary>Settles every lease now, up to <paramref name="most"/> of them; one whose lessor does not answer is left to <see cref="SettleIdle"/>.</summary>
    /// <returns>Their buckets' names.</returns>
    public async Task<IReadOnlyList<string>> SettleAsync(int most)
    {
        TokenLease[] leases = [.. All.Take(most)];
        try
        {
            await Task.WhenAll(leases.Select(lease => lease.SettleAsync(this)));
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // Its bucket is named all the same, and whoever reads it meets the same failure.
        }

        return [.. leases.Select(lease => lease.Bucket)];
    }

    /// <summary>The names of the buckets there are leases of, those of Regions first.</summary>
    public IReadOnlyList<string> ListBuckets(int most) => [.. All.Take(most).Select(lease => lease.Bucket)];

    // The operation whose name the bucket bears; null for the one that is shared.
    private string? BucketOf(string? operation) =>
        operation is null || (OperationBuckets.IsShared(operation) && Quotas.Operations?.ContainsKey(operation) is not true) ? null : operation;

    private void Retire<TKey>(ConcurrentDictionary<TKey, TokenLease> before, ConcurrentDictionary<TKey, TokenLease> now)
        where TKey : notnull
    {
        if (before == now)
        {
            return;
        }

        foreach (KeyValuePair<TKey, TokenLease> lease in before)
        {
            Retire(lease.Value);
        }
    }

    private void Retire(TokenLease lease)
    {
        if (!lease.SettleIfIdle(TimeSpan.Zero, this))
        {
            _retired.Enqueue(lease);
        }
    }

    private void Settle<TKey>(ConcurrentDictionary<TKey, TokenLease> leases, TimeSpan idle)
        where TKey : notnull
    {
        // Of ten thousand accounts most are idle, and walking through nothing costs more than asking whether there is something.
        if (leases.IsEmpty)
        {
            return;
        }

        foreach (KeyValuePair<TKey, TokenLease> lease in leases)
        {
            if (lease.Value.SettleIfIdle(idle, this) && lease.Value.MayBeForgotten)
            {
                leases.TryRemove(lease);
            }
        }
    }

    private TokenLease Create(string bucket) => new(BucketName.LessorOf(_grains, bucket), bucket, _time, _instruments);
}
