using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling;

/// <summary>
/// Gateways' leases against real buckets while limits change under them, at one gateway after the other, as the cluster
/// tells them.
/// </summary>
public sealed class QuotaChangeModelTests : IDisposable
{
    private const double Rounding = 1e-6;
    private const double Rate = 20;
    private const string Region = "us-east-1";
    private const string Federated = "Bob";

    private static readonly double[] Bursts = [1, 2, 5, 10, 40];

    private readonly OneThread _thread = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly StsInstruments _instruments = new();
    private readonly Dictionary<string, (LeasedTokenBucket Bucket, long Version)> _buckets = [];
    private readonly List<AccountQuotas> _quotas = [new(new QuotaLimits(Rate, 40), new QuotaLimits(Rate, 10))];
    private readonly List<(DateTimeOffset At, string Bucket)> _admitted = [];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 3)]
    [InlineData(4, 4)]
    public void However_limits_change_no_interval_admits_more_than_the_largest_burst_and_none_after_a_change_more_than_its_own(int gateways, int seed)
    {
        var random = new Random(seed);
        AccountLeases[] fleet = [.. Enumerable.Range(0, gateways).Select(_ => NewLeases())];
        var constant = new List<(DateTimeOffset From, DateTimeOffset To, double Burst)>();
        while (_clock.GetUtcNow() < _clock.Start + TimeSpan.FromMinutes(2))
        {
            DateTimeOffset from = _clock.GetUtcNow();
            Flood(fleet, random, TimeSpan.FromSeconds(random.NextDouble() * 2));
            constant.Add((from, _clock.GetUtcNow(), _quotas[^1].Default.Burst));
            var quotas = new AccountQuotas(new QuotaLimits(Rate, Bursts[random.Next(Bursts.Length)]), new QuotaLimits(Rate, Bursts[random.Next(Bursts.Length)]));
            _quotas.Add(quotas);
            foreach (int gateway in Enumerable.Range(0, gateways).OrderBy(_ => random.Next()))
            {
                fleet[gateway] = fleet[gateway].Under(quotas, _quotas.Count - 1, defaultQuotasVersion: 0);
                fleet[gateway].TakeOver();
                Flood(fleet, random, TimeSpan.FromSeconds(random.NextDouble() * 0.1));
            }
        }

        DateTimeOffset[] region = [.. _admitted.Where(one => one.Bucket == Region).Select(one => one.At)];
        DateTimeOffset[] user = [.. _admitted.Where(one => one.Bucket == Federated).Select(one => one.At)];
        Assert.Equal(0, Overdraft(region, Bursts.Max()));
        Assert.Equal(0, Overdraft(user, Bursts.Max()));
        foreach ((DateTimeOffset from, DateTimeOffset to, double burst) in constant)
        {
            Assert.Equal(0, Overdraft([.. region.Where(at => at >= from && at < to)], burst));
        }

        Assert.True(region.Length > 60 * Rate, "hardly anything was admitted, so nothing was proved");
    }

    // The region's bucket is neither filled nor emptied by what becomes of the users'.
    [Fact]
    public void A_change_of_one_kind_makes_no_difference_to_another()
    {
        AccountLeases leases = NewLeases();
        for (int i = 0; i < 200; i++)
        {
            Call(leases.OfOperation(Region, "GetCallerIdentity"), leases, Region);
            if (i % 5 == 0)
            {
                _quotas.Add(new AccountQuotas(_quotas[0].Default, i % 10 == 0 ? null : new QuotaLimits(i + 1, i + 1)));
                leases = leases.Under(_quotas[^1], _quotas.Count - 1, defaultQuotasVersion: 0);
                leases.TakeOver();
                _thread.RunToRest();
            }
        }

        Assert.Equal(40, _admitted.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 100).ToList().ForEach(_ => Call(leases.OfOperation(Region, "GetCallerIdentity"), leases, Region));
        Assert.Equal(40 + Rate, _admitted.Count);
    }

    public void Dispose()
    {
        _thread.Dispose();
        _instruments.Dispose();
    }

    private static double Overdraft(DateTimeOffset[] admitted, double burst)
    {
        double level = burst, overdraft = 0;
        for (int i = 0; i < admitted.Length; i++)
        {
            double gained = i == 0 ? 0 : Rate * (admitted[i] - admitted[i - 1]).TotalSeconds;
            level = Math.Min(level + gained, burst) - 1;
            overdraft = Math.Max(overdraft, -level - Rounding);
        }

        return overdraft;
    }

    private void Flood(AccountLeases[] fleet, Random random, TimeSpan span)
    {
        for (DateTimeOffset end = _clock.GetUtcNow() + span; _clock.GetUtcNow() < end;)
        {
            AccountLeases gateway = fleet[random.Next(fleet.Length)];
            Call(gateway.OfOperation(Region, "GetCallerIdentity"), gateway, Region);
            Call(gateway.OfFederatedUser(Federated), gateway, Federated);
            _clock.Advance(TimeSpan.FromMilliseconds(random.Next(3) == 0 ? 30 : 3));
            if (random.Next(50) == 0)
            {
                gateway.SettleIdle(TimeSpan.FromMilliseconds(10));
                _thread.RunToRest();
            }
        }
    }

    private void Call(TokenLease lease, AccountLeases asker, string bucket)
    {
        _ = CountAsync();
        _thread.RunToRest();

        async Task CountAsync()
        {
            if (await lease.TryAdmitAsync(asker))
            {
                _admitted.Add((_clock.GetUtcNow(), bucket));
            }
        }
    }

    private AccountLeases NewLeases()
    {
        IGrainFactory grains = KnownGrains.Of((_, key) => new ScriptedLessor(request => Lease(key, request)));
        return new AccountLeases(new AccountId(1), 0, grains, _clock, _instruments) { Quotas = _quotas[0] };
    }

    // As the grain does it.
    private LeaseGrant Lease(string key, LeaseRequest request)
    {
        QuotaLimits limits = LimitsOf(key, _quotas[^1]);
        if (!_buckets.TryGetValue(key, out (LeasedTokenBucket Bucket, long Version) held))
        {
            held = (new LeasedTokenBucket(limits, _clock), _quotas.Count - 1);
        }
        else if (request.AccountVersion > held.Version)
        {
            held.Bucket.Apply(limits);
            held.Version = _quotas.Count - 1;
        }

        _buckets[key] = held;
        return held.Bucket.Grant(request);
    }

    private static QuotaLimits LimitsOf(string key, AccountQuotas quotas) =>
        key.EndsWith(Federated, StringComparison.Ordinal) ? quotas.PerFederatedUser ?? quotas.Default : quotas.Default;
}
