using BenchmarkDotNet.Attributes;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests;
using StsSim.Operations.Throttling;
using StsSim.Protocol.Errors;

namespace StsSim.Benchmarks;

/// <summary>
/// What a quota costs a request: to take a token of one lease, to be admitted by the bucket of the Region, or by four of them
/// of which a token each is held first; and to be refused, where the lessor has said that the bucket is empty. The lessor
/// answers at once, and what it is asked now and then is part of the figures.
/// </summary>
[MemoryDiagnoser]
public class QuotaAdmissions : IDisposable
{
    private static readonly QuotaLimits Limits = new(600, 600);

    private static readonly AccountQuotas OfFourKinds = AccountQuotas.Aws with { PerFederatedUser = Limits, PerPrincipal = Limits, PerSource = Limits };

    private readonly StsInstruments _instruments = new();
    private readonly Lessor _generous = new(request => new LeaseGrant(request.Wanted, TimeSpan.Zero));
    private readonly Lessor _empty = new(_ => new LeaseGrant(0, TimeSpan.FromDays(1)));
    private readonly QuotaAdmission _admission;
    private readonly FederationCaller _caller;
    private readonly TokenLease _lease;
    private readonly TokenLease _emptyLease;
    private readonly AwsCall _byOne;
    private readonly AwsCall _byFour;
    private readonly AwsCall _refusedByOne;
    private readonly AwsCall _refusedByOneOfFour;

    public QuotaAdmissions()
    {
        _admission = new QuotaAdmission(new LedgerJournal(KnownGrains.Of((_, _) => null!), _instruments)); // of a ledger that is never told
        _caller = new FederationCaller(_instruments, AccountQuotas.Aws, KnownGrains.Of(_generous));
        _lease = new TokenLease(_generous, "123456789012/us-east-1", TimeProvider.System, _instruments);
        _emptyLease = new TokenLease(_empty, "123456789012/us-east-1", TimeProvider.System, _instruments);
        _byOne = _caller.Call();
        _byFour = new FederationCaller(_instruments, OfFourKinds, KnownGrains.Of(_generous)).Call();
        _refusedByOne = new FederationCaller(_instruments, AccountQuotas.Aws, KnownGrains.Of(_empty)).Call();

        // A federated user asks too often, in an account that has tokens enough.
        _refusedByOneOfFour = new FederationCaller(
            _instruments, OfFourKinds, KnownGrains.Of((type, _) => type == typeof(IFederatedUserGrain) ? _empty : _generous)).Call();
    }

    [Benchmark(Baseline = true)]
    public ValueTask<bool> TakeToken() => _lease.TryAdmitAsync(_caller.Leases);

    [Benchmark]
    public ValueTask<AwsError?> AdmitByOne() => _admission.AdmitAsync(_byOne);

    [Benchmark]
    public ValueTask<AwsError?> AdmitByFour() => _admission.AdmitAsync(_byFour);

    [Benchmark]
    public ValueTask<bool> TakeNoToken() => _emptyLease.TryAdmitAsync(_caller.Leases);

    [Benchmark]
    public ValueTask<AwsError?> RefuseByOne() => _admission.AdmitAsync(_refusedByOne);

    [Benchmark]
    public ValueTask<AwsError?> RefuseByOneOfFour() => _admission.AdmitAsync(_refusedByOneOfFour);

    /// <summary>Who is admitted and who is not, and that neither asks a lessor each time.</summary>
    [GlobalSetup]
    public async Task CheckVerdictsAsync()
    {
        const int Calls = 10_000;
        for (int i = 0; i < Calls; i++)
        {
            if (!await TakeToken()
                || await TakeNoToken()
                || await AdmitByOne() is not null
                || await AdmitByFour() is not null
                || await RefuseByOne() is not { Code: "Throttling" }
                || await RefuseByOneOfFour() is not { Code: "Throttling" })
            {
                throw new InvalidOperationException("A request was admitted that should not have been, or was not.");
            }
        }

        if (_generous.Asked is 0 or > Calls || _empty.Asked != 3)
        {
            throw new InvalidOperationException($"The lessors were asked {_generous.Asked} and {_empty.Asked} times.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _instruments.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Lessor(Func<LeaseRequest, LeaseGrant> answer) : IQuotaGrain, IFederatedUserGrain
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public ValueTask<LeaseGrant> Lease(LeaseRequest request)
        {
            Interlocked.Increment(ref _asked);
            return new ValueTask<LeaseGrant>(answer(request));
        }

        public ValueTask<BucketReading?> Read() => throw new NotSupportedException();

        public Task<SessionLedger> GetLedger() => throw new NotSupportedException();

        public Task<long> RevokeSessions() => throw new NotSupportedException();
    }
}
