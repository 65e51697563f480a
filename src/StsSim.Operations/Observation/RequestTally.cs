using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using StsSim.Operations.Sts;

namespace StsSim.Operations.Observation;

/// <summary>
/// How many requests were answered how. Counted here and told when metrics are read: a counter that is told of each request looks
/// the same few attributes up each time.
/// </summary>
internal sealed class RequestTally
{
    // As many as OpenTelemetry keeps of one metric. Codes are AWS's, and those that fault rules make up.
    private const int MostKinds = 2000;

    // What OpenTelemetry calls an error that is one of too many.
    private const string OtherError = "_OTHER";

    private readonly ConcurrentDictionary<Kind, StrongBox<long>> _counts = new();
    private int _kinds;

    /// <param name="operation"><see langword="null"/> where the request named none that is known.</param>
    /// <param name="code">The AWS error code, or <see langword="null"/> where it succeeded.</param>
    /// <param name="throttledBy">The kind of the bucket that refused it, or <see langword="null"/>.</param>
    public void Count(AwsOperation? operation, string? code, bool isRetry, string? throttledBy = null) =>
        Interlocked.Increment(ref CountOf(new Kind(operation, code, isRetry, throttledBy)).Value);

    /// <summary>Answered requests, by operation, error code and attempt.</summary>
    public IEnumerable<Measurement<long>> Requests()
    {
        foreach ((Kind kind, long count) in Sum(kind => kind with { ThrottledBy = null }))
        {
            TagList tags = RequestAttributes.Of(kind.Operation, kind.Code);
            tags.Add(RequestAttributes.Attempt, RequestAttributes.AttemptOf(kind.IsRetry));
            yield return new Measurement<long>(count, tags);
        }
    }

    /// <summary>Requests that a quota refused, by operation and kind of bucket.</summary>
    public IEnumerable<Measurement<long>> Throttled()
    {
        foreach ((Kind kind, long count) in Sum(kind => kind.ThrottledBy is null ? null : kind with { Code = null, IsRetry = false }))
        {
            yield return new Measurement<long>(count, [.. NameOf(kind.Operation!), new(RequestAttributes.BucketKind, kind.ThrottledBy)]);
        }
    }

    /// <summary>Sessions issued, by operation.</summary>
    public IEnumerable<Measurement<long>> Sessions()
    {
        foreach ((Kind kind, long count) in Sum(kind => kind is { Code: null, Operation: StsOperation { IssuesSessions: true } } ? kind with { IsRetry = false } : null))
        {
            yield return new Measurement<long>(count, NameOf(kind.Operation!));
        }
    }

    private static KeyValuePair<string, object?>[] NameOf(AwsOperation operation) =>
    [
        new(RequestAttributes.Service, RequestAttributes.ServiceOf(operation.Service)),
        new(RequestAttributes.Method, RequestAttributes.MethodOf(operation.Name)),
    ];

    private Dictionary<Kind, long> Sum(Func<Kind, Kind?> group)
    {
        var sums = new Dictionary<Kind, long>();
        foreach ((Kind kind, StrongBox<long> count) in _counts)
        {
            if (group(kind) is { } of)
            {
                sums[of] = sums.GetValueOrDefault(of) + Interlocked.Read(ref count.Value);
            }
        }

        return sums;
    }

    private StrongBox<long> CountOf(Kind kind)
    {
        if (_counts.TryGetValue(kind, out StrongBox<long>? count))
        {
            return count;
        }

        if (Interlocked.Increment(ref _kinds) > MostKinds)
        {
            Interlocked.Decrement(ref _kinds);
            kind = kind with { Code = OtherError };
        }

        return _counts.GetOrAdd(kind, static _ => new StrongBox<long>());
    }

    private readonly record struct Kind(AwsOperation? Operation, string? Code, bool IsRetry, string? ThrottledBy);
}
