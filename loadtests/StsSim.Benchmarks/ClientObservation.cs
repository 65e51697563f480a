using BenchmarkDotNet.Attributes;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests;

namespace StsSim.Benchmarks;

/// <summary>
/// What observing a request costs: what is noted before the answer is sent, of which the fingerprint of its parameters is a
/// part, and the whole of it, with its share of a batch of a thousand that is handed to the grains.
/// </summary>
[MemoryDiagnoser]
public class ClientObservation : IDisposable
{
    private const int BatchSize = 1000;

    private readonly StsInstruments _instruments = new();
    private readonly Observatory _observatory = new();
    private readonly ClientObserver _observer;
    private readonly AwsCall _call;

    public ClientObservation()
    {
        _observer = new ClientObserver(KnownGrains.Of(_observatory), _instruments);
        _call = new FederationCaller(_instruments).Call();
    }

    [Benchmark(Baseline = true)]
    public ObservedRequest Observe() => _observer.Observe(_call, 200, "OK");

    [Benchmark]
    public ulong Fingerprint() => RequestFingerprint.Of(_call);

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public async Task ObserveAndTellAsync()
    {
        for (int i = 0; i < BatchSize; i++)
        {
            _observer.Observe(_call, 200, "OK").End(phase: null, AttemptOutcome.Ok, TimeSpan.FromMilliseconds(1), retryAfterMs: 0, isAwsRetryAfter: false);
        }

        await _observer.FlushAsync();
    }

    /// <summary>All of a batch arrives, of one client of a group that its agent names.</summary>
    [GlobalSetup]
    public async Task CheckBatchAsync()
    {
        await ObserveAndTellAsync();
        if (_observatory.Latest is not { Group.Sdk: "Boto3", Clients: [{ Principal: "arn:aws:iam::123456789012:user/staff/Alice" }], Dropped: 0 } batch
            || batch.Attempts.Length != BatchSize
            || batch.Attempts[^1] is not { Operation: "GetFederationToken", Status: 200, Attempt: 1, SessionExpiresAt: > 0 } last
            || last.Fingerprint != Fingerprint())
        {
            throw new InvalidOperationException("The observatory was told something else.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _instruments.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes what it is told.</summary>
    private sealed class Observatory : IObservatoryGrain, IClientGroupGrain
    {
        public ObservedBatch? Latest { get; private set; }

        public ValueTask<IReadOnlyList<ClientGroup>> Admit(IReadOnlyList<ClientGroup> groups) => new(groups);

        public Task Record(ObservedBatch batch)
        {
            Latest = batch;
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<ClientGroup>> List() => throw new NotSupportedException();

        public Task Forget(string? accountId) => throw new NotSupportedException();

        public Task Forget() => throw new NotSupportedException();

        public ValueTask<ClientGroupReport?> Report(ClientScope scope) => throw new NotSupportedException();

        public ValueTask<GroupMeasures?> Measure(ClientScope scope) => throw new NotSupportedException();

        public ValueTask<ClientGroupGlance?> Glance(DateTimeOffset since) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<ClientSummary>> ListClients(int most) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<ReconstructedInvocation>> ListInvocations(InvocationQuery query) => throw new NotSupportedException();
    }
}
