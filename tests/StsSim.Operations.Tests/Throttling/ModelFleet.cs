using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling;

/// <summary>
/// Some gateways that lease from one real bucket, on one thread and one clock. A plain token bucket beside them admits
/// whatever they admit; if that ever runs into debt, some interval held more than burst + rate x t.
/// </summary>
internal sealed class ModelFleet : IDisposable
{
    private const double Rounding = 1e-6;

    private readonly OneThread _thread = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly StsInstruments _instruments = new();
    private readonly QuotaLimits _limits;
    private readonly AccountLeases _account;
    private readonly TokenLease[] _leases;
    private readonly ScriptedLessor _lessor;
    private LeasedTokenBucket? _bucket;
    private long _lostAt;
    private DateTimeOffset _noticedAt;
    private double _plainLevel;
    private DateTimeOffset _plainFilledAt;

    public ModelFleet(int gateways, QuotaLimits limits, TimeSpan latency)
    {
        _limits = limits;
        _plainLevel = limits.Burst;
        _plainFilledAt = _clock.GetUtcNow();
        _bucket = new LeasedTokenBucket(limits, _clock);
        _lessor = new ScriptedLessor(async request =>
        {
            await TravelAsync(latency);
            LeaseGrant grant = FindBucket().Grant(request);
            await TravelAsync(latency);
            return grant;
        });
        _account = new AccountLeases(new AccountId(1), 1, KnownGrains.None, _clock, _instruments);
        _leases = [.. Enumerable.Range(0, gateways).Select(_ => BeginLease())];
    }

    public TimeSpan Elapsed => _clock.GetUtcNow() - _clock.Start;

    public int Admitted { get; private set; }

    /// <summary>By how much the plain bucket was ever in debt: 0, or the gateways admitted too much.</summary>
    public double Overdraft { get; private set; }

    public long GrainCalls => _instruments.GrainCallCount;

    public void Call(int gateway)
    {
        _ = CountAsync(_leases[gateway]);
        _thread.RunToRest();
    }

    public void Advance(TimeSpan span)
    {
        _clock.Advance(span);
        _thread.RunToRest();
    }

    public void SettleIdle()
    {
        foreach (TokenLease lease in _leases)
        {
            lease.SettleIfIdle(TimeSpan.FromMilliseconds(250), _account);
        }

        _thread.RunToRest();
    }

    /// <summary>The bucket's silo is killed. Calls fail until that is noticed; then another silo has a bucket in its place.</summary>
    public void LoseBucket(TimeSpan noticedAfter)
    {
        _bucket = null;
        _noticedAt = _clock.GetUtcNow() + noticedAfter;
        _lostAt = _clock.GetTimestamp() + (long)(noticedAfter.TotalSeconds * _clock.TimestampFrequency);
    }

    /// <summary>A gateway is killed with the tokens it holds, and another takes its place.</summary>
    public void LoseGateway(int gateway) => _leases[gateway] = BeginLease();

    public void Dispose()
    {
        _thread.Dispose();
        _instruments.Dispose();
    }

    private TokenLease BeginLease() => new(_lessor, "bucket", _clock, _instruments);

    private LeasedTokenBucket FindBucket() => _clock.GetUtcNow() >= _noticedAt
        ? _bucket ??= LeasedTokenBucket.InPlaceOfLost(_limits, _lostAt, _clock)
        : throw new TimeoutException("The silo was killed.");

    private async Task CountAsync(TokenLease lease)
    {
        try
        {
            if (!await lease.TryAdmitAsync(_account))
            {
                return;
            }
        }
        catch (TimeoutException)
        {
            return;
        }

        DateTimeOffset now = _clock.GetUtcNow();
        double gained = _limits.RequestsPerSecond * (now - _plainFilledAt).TotalSeconds;
        _plainLevel = Math.Min(_plainLevel + gained, _limits.Burst) - 1;
        _plainFilledAt = now;
        Admitted++;
        Overdraft = Math.Max(Overdraft, -_plainLevel - Rounding);
    }

    private Task TravelAsync(TimeSpan latency) => latency > TimeSpan.Zero ? Task.Delay(latency, _clock) : Task.CompletedTask;
}
