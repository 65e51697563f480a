using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Observation;

/// <summary>
/// The last step of a request: notes who sent it, which attempt of which invocation it was and what became of it. Requests
/// only append; batches go to the grains of the client groups a few times a second and before anything is read.
/// </summary>
public sealed class ClientObserver(IGrainFactory grains, StsInstruments instruments)
{
    private const int MostGroups = 20_000;

    // Of a quarter of a second each: a group that nobody of has called for ten minutes costs nothing until somebody does.
    private const int QuietRounds = 2400;

    private readonly ConcurrentDictionary<GroupKey, GroupObservations> _groups = new();
    private readonly GroupObservations _others = new(ClientGroup.Others);
    private readonly Lock _lock = new();
    private Task _lastFlush = Task.CompletedTask;
    private int _groupCount;

    /// <summary>Notes a request whose answer is ready; how it is sent is told to what is returned.</summary>
    /// <param name="code">The error code, or <c>OK</c>.</param>
    public ObservedRequest Observe(AwsCall call, int status, string code)
    {
        string? invocation = SdkClient.InvocationOf(call.Request);
        GroupObservations group = GroupOf(call, isInferred: invocation is null);
        DateTimeOffset? sessionEnd = call.SessionExpiresAt;
        ObservedAttempt attempt = group.NewAttempt();
        attempt.Invocation = invocation is null ? default : IdOf(invocation);
        attempt.Fingerprint = RequestFingerprint.Of(call);
        attempt.Attempt = call.Attempt;
        attempt.MaximumAttempts = SdkClient.MaximumOf(call.Request);
        attempt.Operation = call.OperationName;
        attempt.Code = code;
        attempt.Status = status;
        attempt.ArrivedAt = call.ReceivedAt.UtcTicks;
        attempt.FaultId = call.Fault?.Rule.Id;
        attempt.ThrottledBy = call.ThrottledBy;
        attempt.SessionExpiresAt = sessionEnd?.UtcTicks ?? 0;
        attempt.SessionSubject = sessionEnd is null ? 0 : RequestFingerprint.OfSession(call);
        return new ObservedRequest(group, group.ClientOf(call), attempt);
    }

    /// <summary>Returns when everything observed before the call has reached its grain.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            return _lastFlush = FlushAfterAsync(_lastFlush);
        }
    }

    private GroupObservations GroupOf(AwsCall call, bool isInferred)
    {
        SdkClient sdk = SdkClient.Of(call.Request);
        if (!sdk.IsShared)
        {
            return _others;
        }

        var key = new GroupKey(call.PayingAccount?.Id, sdk, isInferred);
        if (_groups.TryGetValue(key, out GroupObservations? known))
        {
            return known;
        }

        if (Interlocked.Increment(ref _groupCount) > MostGroups)
        {
            Interlocked.Decrement(ref _groupCount);
            return _others;
        }

        var group = new ClientGroup(key.Account?.ToString(), sdk.ApplicationId, sdk.Sdk, sdk.Version, sdk.Language, sdk.RetryMode, isInferred);
        return _groups.GetOrAdd(key, new GroupObservations(group));
    }

    private async Task FlushAfterAsync(Task earlier)
    {
        await Task.WhenAny(earlier);
        var taken = new List<(GroupObservations From, ObservedBatch Batch)>();
        foreach (KeyValuePair<GroupKey, GroupObservations> group in _groups)
        {
            if (group.Value.TakeBatch() is { } batch)
            {
                taken.Add((group.Value, batch));
            }
            else if (group.Value.QuietRounds > QuietRounds && _groups.TryRemove(group))
            {
                Interlocked.Decrement(ref _groupCount);
            }
        }

        if (_others.TakeBatch() is { } ofOthers)
        {
            taken.Add((_others, ofOthers));
        }

        if (taken.Count == 0)
        {
            return;
        }

        // Asked for each time: where the directory was emptied, or its silo lost, it knows the groups again.
        instruments.CountGrainCall("observation");
        IReadOnlyList<ClientGroup> admitted;
        try
        {
            admitted = await IObservatoryGrain.Of(grains).Admit([.. taken.Select(of => of.Batch.Group)]);
        }
        catch
        {
            taken.ForEach(of => of.From.Lost(of.Batch));
            throw;
        }

        await Task.WhenAll(taken.Zip(admitted, (of, group) => TellAsync(of.From, of.Batch, group)));
    }

    private async Task TellAsync(GroupObservations from, ObservedBatch batch, ClientGroup admitted)
    {
        try
        {
            instruments.CountGrainCall("observation");
            await grains.GetGrain<IClientGroupGrain>(admitted.Key).Record(ReferenceEquals(admitted, batch.Group) ? batch : batch with { Group = admitted });
        }
        catch
        {
            from.Lost(batch);
            throw;
        }

        from.Counted(batch);
    }

    // SDKs send UUIDs; whatever else somebody sends is an id as well.
    private static Guid IdOf(string invocation)
    {
        if (Guid.TryParse(invocation, out Guid id))
        {
            return id;
        }

        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(MemoryMarshal.AsBytes(invocation.AsSpan()), hash);
        return new Guid(hash);
    }

    // Agents are compared as objects: equal ones are one.
    private readonly record struct GroupKey(AccountId? Account, SdkClient Sdk, bool IsInferred)
    {
        public bool Equals(GroupKey other) => ReferenceEquals(Sdk, other.Sdk) && IsInferred == other.IsInferred && Account == other.Account;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Sdk), Account, IsInferred);
    }
}
