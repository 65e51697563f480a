using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using StsSim.Operations.Sts;

namespace StsSim.Operations.Observation;

/// <summary>
/// How many requests were answered how. Counted here and told when metrics are read: a counter that is told of each request costs
/// it ten times as much, most of that for finding the same few attributes again.
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
    public void Count(AwsOperation? operation, string? code, bool isRetry) =>
        Interlocked.Increment(ref CountOf(new Kind(operation, code, isRetry)).Value);

    /// <summary>Answered requests, by operation, error code and attempt.</summary>
    public IEnumerable<Measurement<long>> Requests()
    {
        foreach ((Kind kind, StrongBox<long> count) in _counts)
        {
            var tags = RequestAttributes.Of(kind.Operation, kind.Code);
            tags.Add(RequestAttributes.Attempt, RequestAttributes.AttemptOf(kind.IsRetry));
            yield return new Measurement<long>(Interlocked.Read(ref count.Value), tags);
        }
    }

    /// <summary>Sessions issued, by operation.</summary>
    public IEnumerable<Measurement<long>> Sessions()
    {
        var issued = new Dictionary<AwsOperation, long>();
        foreach ((Kind kind, StrongBox<long> count) in _counts)
        {
            if (kind is { Code: null, Operation: StsOperation { IssuesSessions: true } operation })
            {
                issued[operation] = issued.GetValueOrDefault(operation) + Interlocked.Read(ref count.Value);
            }
        }

        foreach ((AwsOperation operation, long count) in issued)
        {
            yield return new Measurement<long>(
                count,
                new(RequestAttributes.Service, RequestAttributes.ServiceOf(operation.Service)),
                new(RequestAttributes.Method, RequestAttributes.MethodOf(operation.Name)));
        }
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

    private readonly record struct Kind(AwsOperation? Operation, string? Code, bool IsRetry);
}
