using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling;

/// <summary>A lease between a scripted lessor and callers, on one thread and a clock that only the test moves.</summary>
internal sealed class LeaseBench : IDisposable
{
    private readonly OneThread _thread = new();
    private readonly StsInstruments _instruments = new();

    public LeaseBench(Func<LeaseRequest, LeaseGrant> answer)
    {
        Lessor = new ScriptedLessor(answer);
        Account = new AccountLeases(new AccountId(123_456_789_012), 1, KnownGrains.None, Clock, _instruments);
        Lease = new TokenLease(Lessor, "bucket", Clock, _instruments);
    }

    public FakeTimeProvider Clock { get; } = new();

    public ScriptedLessor Lessor { get; }

    public AccountLeases Account { get; }

    public TokenLease Lease { get; }

    public long GrainCalls => _instruments.GrainCallCount;

    public static LeaseGrant Tokens(int tokens) => new(tokens, TimeSpan.Zero);

    public static LeaseGrant NothingFor(TimeSpan notBefore) => new(0, notBefore);

    /// <summary>One caller, and everything it sets going.</summary>
    public bool Admit()
    {
        Task<bool> caller = Call();
        Rest();
        Assert.True(caller.IsCompleted, "the caller still waits");
        return caller.GetAwaiter().GetResult();
    }

    /// <summary>A caller whose request other buckets may still refuse.</summary>
    public HeldToken Hold()
    {
        Task<HeldToken> caller = Lease.HoldAsync(Account).AsTask();
        Rest();
        Assert.True(caller.IsCompleted, "the caller still waits");
        return caller.GetAwaiter().GetResult();
    }

    public bool Use(HeldToken token)
    {
        bool used = token.TryUse(Account);
        Rest();
        return used;
    }

    /// <summary>A caller that may have to wait.</summary>
    public Task<bool> Call() => Lease.TryAdmitAsync(Account).AsTask();

    /// <summary>Goes on until everybody waits for the lessor or for nothing.</summary>
    public void Rest() => _thread.RunToRest();

    public bool Settle(TimeSpan idle)
    {
        bool settled = Lease.SettleIfIdle(idle, Account);
        Rest();
        return settled;
    }

    public void Dispose()
    {
        _thread.Dispose();
        _instruments.Dispose();
    }
}
