using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>The outcome of a verdict as a sign and a word: neither needs a colour.</summary>
internal static class OutcomeMark
{
    /// <summary>All outcomes, the one that matters most first.</summary>
    public static IReadOnlyList<VerdictOutcome> ByWeight { get; } =
        [VerdictOutcome.Deviates, VerdictOutcome.AgainstPractice, VerdictOutcome.Undecided, VerdictOutcome.Described, VerdictOutcome.Conforms];

    public static string Sign(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Conforms => "✓",
        VerdictOutcome.Deviates => "✗",
        VerdictOutcome.AgainstPractice => "!",
        VerdictOutcome.Described => "≈",
        _ => "?",
    };

    public static string Word(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.AgainstPractice => "against practice",
        _ => ReportJson.NameOf(outcome),
    };

    public static string Meaning(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Conforms => "does as its SDK documents, or as good practice asks",
        VerdictOutcome.Deviates => "is a known SDK and does otherwise than that documents",
        VerdictOutcome.AgainstPractice => "is no known SDK and does otherwise than AWS and the RFCs advise every client",
        VerdictOutcome.Described => "is no known SDK: what it does is told, and no rule is about it",
        _ => "too little was seen to tell",
    };

    /// <summary>The mark of an outcome, with its word or another text.</summary>
    public static string Of(VerdictOutcome outcome, string? text = null) =>
        $"<span class=\"mark {ReportJson.NameOf(outcome)}\"><span aria-hidden=\"true\">{Sign(outcome)}</span> {Markup.Encode(text ?? Word(outcome))}</span>";

    /// <summary>What all verdicts on a group come to.</summary>
    public static string Of(IReadOnlyList<Verdict> verdicts)
    {
        int Count(VerdictOutcome outcome) => verdicts.Count(verdict => verdict.Outcome == outcome);
        int deviating = Count(VerdictOutcome.Deviates);
        int unwise = Count(VerdictOutcome.AgainstPractice);
        return verdicts.Count == 0 ? FigureText.None
            : deviating > 0 ? Of(VerdictOutcome.Deviates, $"{FigureText.Count(deviating + unwise)} of {FigureText.Count(verdicts.Count)}")
            : unwise > 0 ? Of(VerdictOutcome.AgainstPractice, $"{FigureText.Count(unwise)} of {FigureText.Count(verdicts.Count)}")
            : Count(VerdictOutcome.Conforms) > 0 ? Of(VerdictOutcome.Conforms, "none")
            : Count(VerdictOutcome.Undecided) > 0 ? Of(VerdictOutcome.Undecided, "undecided")
            : Of(VerdictOutcome.Described, "described");
    }
}
