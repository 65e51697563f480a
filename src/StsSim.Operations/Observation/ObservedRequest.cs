using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Operations.Observation;

/// <summary>What was observed of one request until its answer was ready to be sent. The default observes nothing.</summary>
public readonly struct ObservedRequest
{
    private readonly GroupObservations? _group;
    private readonly ClientEntry? _client;
    private readonly ObservedAttempt? _attempt;

    internal ObservedRequest(GroupObservations group, ClientEntry client, ObservedAttempt attempt) => (_group, _client, _attempt) = (group, client, attempt);

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt => _attempt?.Attempt ?? 1;

    /// <summary>Ends the observation: the answer was sent, or could not be.</summary>
    /// <param name="phase">The phase of an experiment in which the request arrived, or <see langword="null"/>.</param>
    /// <param name="duration">From arrival until then.</param>
    /// <param name="retryAfterMs">What the answer asked the client to wait; 0 where it did not.</param>
    /// <param name="isAwsRetryAfter">Whether in <c>x-amz-retry-after</c>.</param>
    public void End(ExperimentPhase? phase, AttemptOutcome outcome, TimeSpan duration, int retryAfterMs, bool isAwsRetryAfter)
    {
        if (_attempt is not { } attempt)
        {
            return;
        }

        attempt.Outcome = outcome;
        attempt.Duration = duration.Ticks;
        attempt.RetryAfterMs = retryAfterMs;
        attempt.IsAwsRetryAfter = isAwsRetryAfter;
        _group!.Append(_client!, phase, attempt);
    }
}
