using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>Failed attempts by what was answered, and how many of them were retried. No more kinds than <see cref="NameCounts"/> has names.</summary>
internal sealed class FailureTally
{
    public const string NoAnswer = "(no answer)";

    private readonly Dictionary<(string Code, int Status, RetryTrigger Trigger), (long Answers, long Retried)> _answers = [];

    public IReadOnlyList<CodeEvidence> Describe() =>
    [
        .. _answers.Select(answer => new CodeEvidence(answer.Key.Code, answer.Key.Status, answer.Key.Trigger, answer.Value.Answers, answer.Value.Retried))
            .OrderByDescending(answer => answer.Answers),
    ];

    public void Retried(in SeenAttempt failed) => Add(KindOf(failed), answers: 1, retried: 1);

    public void NotRetried(in SeenAttempt failed) => Add(KindOf(failed), answers: 1, retried: 0);

    public void Add(FailureTally other)
    {
        foreach (((string, int, RetryTrigger) kind, (long answers, long retried)) in other._answers)
        {
            Add(kind, answers, retried);
        }
    }

    private void Add((string Code, int Status, RetryTrigger Trigger) kind, long answers, long retried)
    {
        if (_answers.Count >= NameCounts.Most && !_answers.ContainsKey(kind))
        {
            kind = (NameCounts.Others, 0, kind.Trigger);
        }

        (long knownAnswers, long knownRetried) = _answers.GetValueOrDefault(kind);
        _answers[kind] = (knownAnswers + answers, knownRetried + retried);
    }

    private static (string, int, RetryTrigger) KindOf(in SeenAttempt failed) => failed.Outcome == AttemptOutcome.Abandoned
        ? (NoAnswer, 0, failed.Trigger)
        : (failed.Code, failed.Status, failed.Trigger);
}
