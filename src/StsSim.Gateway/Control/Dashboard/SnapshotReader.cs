using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Cluster;
using StsSim.Operations.Experiments;
using StsSim.Operations.Observation;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary>
/// Reads what the dashboard shows, of everything or of one account. However much there is, a snapshot holds so much of each
/// and says how much there is in all: the most active come first.
/// </summary>
internal sealed class SnapshotReader(
    Operations.Observation.Observatory observatory,
    PrincipalDirectory directory,
    ClusterLink cluster,
    ExperimentRuns experiments,
    IGrainFactory grains,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    private const int MostAccounts = 20;
    private const int MostClients = 50;
    private const int MostBuckets = 12;
    private const int MostRules = 100;
    private const int MostExperiments = 5;
    private const int MostEnded = 5;

    private static readonly TimeSpan History = TimeSpan.FromMinutes(5);

    public LoadMeter CreateMeter() => new(time);

    /// <summary>The last minutes, for who begins to follow.</summary>
    public async Task<object> ReadHistoryAsync(string? accountId)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<ClientGroupGlance> groups = await observatory.GlanceAsync(accountId, now - History);
        return new
        {
            Seconds = History.TotalSeconds,
            Slots = ClientReport.Merge([.. groups.Select(group => group.Timeline)]).Where(slot => slot.At.AddSeconds(slot.Seconds) <= now).Select(slot => new { slot.At, slot.Seconds, slot.Requests, slot.Ok, slot.Throttled, slot.Failed, slot.Retries }),
        };
    }

    /// <param name="meter">What the snapshot before this was read with.</param>
    public async Task<object> ReadAsync(string? accountId, LoadMeter meter)
    {
        IReadOnlyList<ClientGroupGlance> groups = await observatory.GlanceAsync(accountId, since: DateTimeOffset.MaxValue);
        LoadRates? rates = meter.Read(groups);
        IReadOnlyList<Account> accounts = await ListAccountsAsync(accountId, groups);
        Task<long?[]> sessions = Task.WhenAll(accounts.Select(account => CountSessionsAsync(account, accountId, groups)));
        Task<AccountBuckets[]> buckets = Task.WhenAll(accounts.Select(account => grains.GetGrain<IAccountBucketsGrain>($"{account.Id}").Glance(MostBuckets)));
        Task<(int Total, JsonArray Shown)> faults = ReadFaultsAsync(accounts);
        Task<object> runs = ReadExperimentsAsync(accountId);
        await Task.WhenAll(sessions, buckets, faults, runs);

        ClusterEnvironment environment = cluster.Environment;
        return new
        {
            Time = time.GetUtcNow(),
            Account = accountId,
            Totals = Of(LoadTotals.Of(groups)),
            Rates = rates is null ? null : Of(rates),
            ActiveSessions = (await sessions).Sum() ?? 0,
            Accounts = new
            {
                Total = accountId is null ? environment.AccountCount : accounts.Count,
                Shown = Zip(accounts, await sessions, await buckets).Select(of => Of(of.Account, of.Sessions, of.Buckets, environment, rates, groups)),
            },
            Clients = new { Total = groups.Count, Shown = groups.Take(MostClients).Select(group => Of(group, rates)) },
            Faults = new { (await faults).Total, (await faults).Shown },
            Clock = Of(environment.Misbehaviour.EffectiveClock ?? ClockSettings.Real),
            Experiments = await runs,
        };
    }

    private static IEnumerable<(Account Account, long? Sessions, AccountBuckets Buckets)> Zip(
        IReadOnlyList<Account> accounts, long?[] sessions, AccountBuckets[] buckets) => accounts.Select((account, i) => (account, sessions[i], buckets[i]));

    private static object Of(ClockSettings clock) => new { clock.SessionTimeScale, clock.SkewSeconds };

    private static object Of(LoadTotals totals) => new
    {
        totals.Requests,
        totals.Ok,
        totals.Throttled,
        totals.ClientErrors,
        totals.ServerErrors,
        totals.Abandoned,
        totals.Retries,
        Amplification = Rounded(totals.Amplification),
    };

    private static object Of(LoadRates rates) => new
    {
        Seconds = Math.Round(rates.Seconds, 3),
        Requests = rates.PerSecond(rates.Came.Requests),
        Ok = rates.PerSecond(rates.Came.Ok),
        Throttled = rates.PerSecond(rates.Came.Throttled),
        ClientErrors = rates.PerSecond(rates.Came.ClientErrors),
        ServerErrors = rates.PerSecond(rates.Came.ServerErrors),
        Abandoned = rates.PerSecond(rates.Came.Abandoned),
        Retries = rates.PerSecond(rates.Came.Retries),
        Amplification = Rounded(rates.Amplification),
    };

    private static object Of(
        Account account, long? sessions, AccountBuckets buckets, ClusterEnvironment environment, LoadRates? rates, IReadOnlyList<ClientGroupGlance> groups)
    {
        string id = account.Id.ToString();
        return new
        {
            Id = id,
            account.Settings.Alias,
            Leased = environment.IsLeased(account.Id),
            OwnQuotas = account.OwnQuotas is not null,
            account.Quotas,
            RequestsPerSecond = rates?.RequestsPerSecond(groups.Where(group => group.Group.AccountId == id)),
            ActiveSessions = sessions,
            Buckets = buckets.Buckets.OrderByDescending(bucket => BucketName.IsOfRegion(bucket.Key)).ThenBy(bucket => bucket.Key, StringComparer.Ordinal).Select(bucket => new
            {
                Name = bucket.Key[(bucket.Key.IndexOf('/', StringComparison.Ordinal) + 1)..],
                bucket.Value.Limits.RequestsPerSecond,
                bucket.Value.Limits.Burst,
                Tokens = Math.Round(bucket.Value.Tokens, 1),
            }),
            MoreBuckets = buckets.IsTruncated,
        };
    }

    private static object Of(ClientGroupGlance group, LoadRates? rates) => new
    {
        group.Group.Name,
        group.Group.AccountId,
        group.Group.ApplicationId,
        group.Group.Sdk,
        group.Group.SdkVersion,
        group.Group.RetryMode,
        Inferred = group.Group.IsInferred,
        group.LastSeen,
        Principals = group.Clients,
        RequestsPerSecond = rates?.PerSecond(rates.RequestsByGroup[group.Group.Key]),
        group.Requests,
        Amplification = Rounded(group.Invocations > 0 ? (double)group.Attempts / group.Invocations : null),
        ThrottledShare = Rounded(group.Requests > 0 ? (double)group.Throttled / group.Requests : null),
        group.GivenUp,
        group.Deviations,
    };

    // The busiest first, and then others up to the number of those shown.
    private async Task<IReadOnlyList<Account>> ListAccountsAsync(string? accountId, IReadOnlyList<ClientGroupGlance> groups)
    {
        IEnumerable<AccountId> busiest = groups
            .Where(group => group.Group.AccountId is not null)
            .GroupBy(group => group.Group.AccountId!)
            .OrderByDescending(group => group.Sum(of => of.Requests))
            .Select(group => AccountId.Parse(group.Key));
        IEnumerable<AccountId> others = cluster.Environment.Accounts.Take(MostAccounts).OrderBy(account => account.ToString(), StringComparer.Ordinal);
        IEnumerable<AccountId> ids = accountId is null ? busiest.Concat(others).Distinct().Take(MostAccounts) : [AccountId.Parse(accountId)];
        var accounts = new List<Account>();
        foreach (AccountId id in ids)
        {
            if (await directory.FindAccountAsync(id) is { } account)
            {
                accounts.Add(account);
            }
        }

        return accounts;
    }

    // Where nobody has called, none were issued, and no ledger need wake up to say so.
    private async Task<long?> CountSessionsAsync(Account account, string? asked, IReadOnlyList<ClientGroupGlance> groups)
    {
        string id = account.Id.ToString();
        return id == asked || groups.Any(group => group.Group.AccountId == id) ? (await ILedgerShardGrain.ReadTotalsAsync(grains, id)).Active : 0;
    }

    private async Task<(int Total, JsonArray Shown)> ReadFaultsAsync(IReadOnlyList<Account> accounts)
    {
        var all = new JsonArray();
        await AddFaultsAsync(accountId: null);
        foreach (Account account in accounts.Where(account => account.Misbehaviour.Faults.Count > 0 || account.Misbehaviour.Phase is not null))
        {
            await AddFaultsAsync(account.Id.ToString());
        }

        int total = all.Count;
        while (all.Count > MostRules)
        {
            all.RemoveAt(all.Count - 1);
        }

        return (total, all);

        async Task AddFaultsAsync(string? accountId)
        {
            var scope = new MisbehaviourScope(grains, accountId, time);
            JsonArray rules = await FaultRoutes.DescribeAsync(scope, await scope.GetAsync(), only: null);
            foreach (JsonNode? rule in rules.ToArray())
            {
                rules.Remove(rule);
                if (accountId is not null)
                {
                    rule!["accountId"] = accountId;
                }

                all.Add(rule);
            }
        }
    }

    private async Task<object> ReadExperimentsAsync(string? accountId)
    {
        ExperimentSummary[] all = [.. (await experiments.ListAsync()).Where(run => accountId is null || run.AccountId is null || run.AccountId == accountId)];
        ExperimentSummary[] running = [.. all.Where(run => run.State == ExperimentState.Running)];
        ExperimentReport?[] reports = await Task.WhenAll(running.Take(MostExperiments).Select(run => experiments.FindAsync(run.Id)));
        return new
        {
            Total = running.Length,
            Running = reports.OfType<ExperimentReport>().Where(report => report.State == ExperimentState.Running).Select(ReportJson.ProgressOf),
            Ended = all.Where(run => run.State != ExperimentState.Running).Take(MostEnded).Select(ReportJson.Of),
        };
    }

    private static double? Rounded(double? figure) => figure is { } value ? Math.Round(value, 3) : null;
}
