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
    private double _plainLevel;
    private DateTimeOffset _plainFilledAt;

    public ModelFleet(int gateways, QuotaLimits limits, TimeSpan latency)
    {
        _limits = limits;
        _plainLevel = limits.Burst;
        _plainFilledAt = _clock.GetUtcNow();
        var bucket = new LeasedTokenBucket(limits, _clock);
        var lessor = new ScriptedLessor(async request =>
        {
            await TravelAsync(latency);
            LeaseGrant grant = bucket.Grant(request);
            await TravelAsync(latency);
            return grant;
        });
        _account = new AccountLeases(new AccountId(1), 1, KnownGrains.None, _clock, _instruments);
        _leases = [.. Enumerable.Range(0, gateways).Select(_ => new TokenLease(lessor, "bucket", _clock, _instruments))];
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

    public void Dispose()
    {
        _thread.Dispose();
        _instruments.Dispose();
    }

    private async Task CountAsync(TokenLease lease)
    {
        if (!await lease.TryAdmitAsync(_account))
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
