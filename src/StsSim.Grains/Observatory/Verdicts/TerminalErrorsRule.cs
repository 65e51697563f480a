using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>An error that another attempt does not mend is not retried: AccessDenied stays denied.</summary>
internal sealed class TerminalErrorsRule : IVerdictRule
{
    // What belongs to one invocation is certain where the client says so, and a guess where it does not.
    private const double Tolerated = 0.01;
    private const double ToleratedWhereInferred = 0.1;
    private const long FewestAnswers = 3;

    public string Name => "no-retry-of-terminal";

    public Verdict? Judge(ClientProfile profile)
    {
        CodeEvidence[] failures = [.. profile.Evidence.Codes.Where(failure => failure.Answers > 0 && profile.Retries(failure) == false)];
        long answers = failures.Sum(failure => failure.Answers);
        long retried = failures.Sum(failure => failure.Retried);
        if (answers == 0 || profile.RetriesAreOff)
        {
            return null;
        }

        bool breaks = retried > 0 && retried > (profile.Evidence.Group.IsInferred ? ToleratedWhereInferred : Tolerated) * answers;
        VerdictOutcome outcome = breaks ? (profile.IsRecognised ? VerdictOutcome.Deviates : VerdictOutcome.AgainstPractice)
            : answers < FewestAnswers ? VerdictOutcome.Undecided
            : VerdictOutcome.Conforms;
        string codes = string.Join(", ", failures.OrderByDescending(failure => breaks ? failure.Retried : failure.Answers).Where(failure => !breaks || failure.Retried > 0).Take(3).Select(failure => failure.Code));
        return new(
            Name,
            outcome,
            profile.IsRecognised ? profile.GenerationJudgedBy : null,
            "none is retried",
            $"{retried} of {answers} were retried ({codes})",
            breaks ? $"It retries {codes}, which another attempt does not mend: that is load for nothing."
                : outcome == VerdictOutcome.Undecided ? $"Too few such errors to tell: {FewestAnswers} would do."
                : "It gives up at once where another attempt cannot help.",
            profile.IsRecognised ? profile.Likeliest!.Policy.Source : PracticeSources.GeneralReference,
            answers,
            breaks ? profile.Evidence.Exemplars(Finding.RetriedTerminal) : []);
    }
}
