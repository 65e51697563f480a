using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Operations.Tests.Throttling;

/// <summary>A lessor that answers as the test says and notes what it was asked.</summary>
internal sealed class ScriptedLessor(Func<LeaseRequest, ValueTask<LeaseGrant>> answer) : IQuotaGrain, IFederatedUserGrain
{
    private readonly ConcurrentQueue<LeaseRequest> _requests = new();
    private int _askedNow;
    private int _mostAskedAtOnce;

    public ScriptedLessor(Func<LeaseRequest, LeaseGrant> answer)
        : this(request => new ValueTask<LeaseGrant>(answer(request)))
    {
    }

    /// <summary>May be changed between two questions.</summary>
    public Func<LeaseRequest, ValueTask<LeaseGrant>> Answer { get; set; } = answer;

    public LeaseRequest[] Requests => [.. _requests];

    public int Asked => _requests.Count;

    public int MostAskedAtOnce => Volatile.Read(ref _mostAskedAtOnce);

    public async ValueTask<LeaseGrant> Lease(LeaseRequest request)
    {
        int askedNow = Interlocked.Increment(ref _askedNow);
        int most = Volatile.Read(ref _mostAskedAtOnce);
        while (askedNow > most)
        {
            most = Interlocked.CompareExchange(ref _mostAskedAtOnce, askedNow, most);
        }

        _requests.Enqueue(request);
        try
        {
            return await Answer(request);
        }
        finally
        {
            Interlocked.Decrement(ref _askedNow);
        }
    }

    public ValueTask<BucketReading?> Read() => throw new NotSupportedException();

    public Task<SessionLedger> GetLedger() => throw new NotSupportedException();

    public Task<long> RevokeSessions() => throw new NotSupportedException();
}
