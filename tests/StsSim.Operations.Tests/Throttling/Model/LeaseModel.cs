using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests.Models;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling.Model;

/// <summary>
/// Gateways that lease from one real bucket over a wire on which requests and answers are late, lost and broken. A plain token
/// bucket beside them admits whatever they admit, and never runs into debt.
/// </summary>
internal sealed class LeaseModel : IDisposable
{
    private const double Rate = 20;
    private const double Rounding = 1e-6;
    private const int MostDeliveries = 20_000;
    private const string Region = "us-east-1";

    private static readonly double[] Bursts = [1, 3, 10, 40];
    private static readonly int[] Milliseconds = [1, 5, 20, 60, 300, 1100, 2100, 3100];

    private readonly OneThread _thread = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly StsInstruments _instruments = new();
    private readonly Wire _wire = new();
    private readonly IGrainFactory _grains;
    private readonly AccountLeases[] _gateways;
    private readonly List<QuotaLimits> _limits = [];
    private LeasedTokenBucket? _bucket;
    private long _version;
    private long _lostAt;
    private DateTimeOffset _noticedAt;
    private double _largestBurst;
    private double _level;
    private DateTimeOffset _filledAt;

    /// <param name="burst">Which burst the account begins with.</param>
    public LeaseModel(int gateways, int burst)
    {
        _limits.Add(new QuotaLimits(Rate, Bursts[burst % Bursts.Length]));
        _bucket = new LeasedTokenBucket(_limits[0], _clock);
        _largestBurst = _level = _limits[0].Burst;
        _filledAt = _clock.GetUtcNow();
        IQuotaGrain lessor = InterfaceProxy.Of<IQuotaGrain>((_, args) => new ValueTask<LeaseGrant>(Grant((LeaseRequest)args[0]!)));
        IQuotaGrain remote = new ModelSilo(_wire, _clock).ReferTo("bucket", lessor, new Life(), (_, _, _) => { });
        _grains = KnownGrains.Of(remote);
        _gateways = [.. Enumerable.Range(0, gateways).Select(_ => NewGateway())];
    }

    /// <summary>What happened last, message by message.</summary>
    public string Events => string.Join('\n', _wire.Events);

    public int Admitted { get; private set; }

    private QuotaLimits Limits => _limits[^1];

    public void Run(LeaseStep step)
    {
        _wire.Note($"- {step}");
        int gateway = step.Which % _gateways.Length;
        switch (step.Act)
        {
            case LeaseAct.Deliver when _wire.UnderWay > 0:
                _wire.Deliver(step.Which % _wire.UnderWay);
                break;
            case LeaseAct.Lose when _wire.UnderWay > 0:
                _wire.Lose(step.Which % _wire.UnderWay);
                break;
            case LeaseAct.Break when _wire.UnderWay > 0:
                _wire.Break(step.Which % _wire.UnderWay);
                break;
            case LeaseAct.Settle:
                Settle();
                break;
            case LeaseAct.Pass:
                _clock.Advance(TimeSpan.FromMilliseconds(Milliseconds[step.How % Milliseconds.Length]));
                break;
            case LeaseAct.Call:
                for (int call = 0; call <= step.How * step.How; call++)
                {
                    _ = CountAsync(_gateways[gateway]);
                }

                break;
            case LeaseAct.Trickle:
                Trickle(gateway, TimeSpan.FromMilliseconds(1 + (step.How * 30)));
                break;
            case LeaseAct.SettleIdle:
                _gateways[gateway].SettleIdle(TimeSpan.FromMilliseconds(step.How * 50));
                break;
            case LeaseAct.ChangeLimits:
                _limits.Add(new QuotaLimits(Rate, Bursts[step.How % Bursts.Length]));
                RaiseBurst();
                Tell(gateway);
                break;
            case LeaseAct.TellLimits:
                Tell(gateway);
                break;
            case LeaseAct.KillGateway:
                _gateways[gateway] = NewGateway();
                break;
            case LeaseAct.KillBucket:
                KillBucket(TimeSpan.FromMilliseconds(step.How / 2 * (step.How / 2) * 100));
                break;
        }

        _thread.RunToRest();
        Assert.True(_level >= -Rounding, $"request {Admitted} is one too many");
    }

    /// <summary>Once nothing goes wrong any more, a flood gets what the limits say, and no less.</summary>
    public void End()
    {
        for (int gateway = 0; gateway < _gateways.Length; gateway++)
        {
            Tell(gateway);
        }

        for (int second = 0; second < 7; second++)
        {
            Flood(TimeSpan.FromSeconds(1));
        }

        int before = Admitted;
        Flood(TimeSpan.FromSeconds(2));
        Assert.True(Admitted - before >= Rate * 2 * 0.8, $"a flood of two seconds is admitted {Admitted - before} times");
    }

    public void Dispose()
    {
        _thread.Dispose();
        _instruments.Dispose();
    }

    private void Trickle(int gateway, TimeSpan gap)
    {
        for (int call = 0; call < 10; call++)
        {
            _ = CountAsync(_gateways[gateway]);
            Settle();
            _clock.Advance(gap);
        }
    }

    private void Flood(TimeSpan span)
    {
        for (DateTimeOffset end = _clock.GetUtcNow() + span; _clock.GetUtcNow() < end;)
        {
            Array.ForEach(_gateways, gateway => _ = CountAsync(gateway));
            Settle();
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            Settle();
            Assert.True(_level >= -Rounding, $"request {Admitted} is one too many");
        }
    }

    private AccountLeases NewGateway() => new AccountLeases(new AccountId(1), _limits.Count, _grains, _clock, _instruments) { Quotas = Quotas() };

    private AccountQuotas Quotas() => new(Limits, PerFederatedUser: null);

    private void Tell(int gateway)
    {
        _gateways[gateway] = _gateways[gateway].Under(Quotas(), _limits.Count, defaultQuotasVersion: 0);
        _gateways[gateway].TakeOver();
    }

    // What a larger burst allows from now on was not there before.
    private void RaiseBurst()
    {
        Fill();
        if (Limits.Burst > _largestBurst)
        {
            _level += Limits.Burst - _largestBurst;
            _largestBurst = Limits.Burst;
        }
    }

    private void Settle()
    {
        _thread.RunToRest();
        for (int delivered = 0; _wire.UnderWay > 0; delivered++)
        {
            Assert.True(delivered < MostDeliveries, "the gateways do not come to rest");
            _wire.Deliver(0);
            _thread.RunToRest();
        }
    }

    private void KillBucket(TimeSpan noticedAfter)
    {
        _bucket = null;
        _noticedAt = _clock.GetUtcNow() + noticedAfter;
        _lostAt = _clock.GetTimestamp() + (long)(noticedAfter.TotalSeconds * _clock.TimestampFrequency);
    }

    // As the grain does it.
    private LeaseGrant Grant(LeaseRequest request)
    {
        if (_bucket is null)
        {
            _bucket = _clock.GetUtcNow() >= _noticedAt
                ? LeasedTokenBucket.InPlaceOfLost(Limits, _lostAt, _clock)
                : throw new SiloUnavailableException("The silo was killed.");
            _version = _limits.Count;
        }
        else if (request.AccountVersion > _version)
        {
            _bucket.Apply(Limits);
            _version = _limits.Count;
        }

        return _bucket.Grant(request);
    }

    private async Task CountAsync(AccountLeases gateway)
    {
        try
        {
            if (!await gateway.OfOperation(Region, "GetCallerIdentity").TryAdmitAsync(gateway))
            {
                return;
            }
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return;
        }

        Fill();
        _level--;
        Admitted++;
    }

    private void Fill()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        _level = Math.Min(_level + (Rate * (now - _filledAt).TotalSeconds), _largestBurst);
        _filledAt = now;
    }
}
