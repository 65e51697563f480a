using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Patterns;

/// <summary>The actions or resources of a statement, compiled.</summary>
internal sealed class TextPatternList
{
    private readonly TextPattern[] _patterns;
    private readonly bool _negated;

    /// <param name="variables">Whether <c>${…}</c> is a policy variable.</param>
    public TextPatternList(PatternList source, bool variables)
    {
        _patterns = [.. source.Patterns.Select(pattern => TextPattern.Compile(pattern.Text, wildcards: true, variables, source.IgnoreCase))];
        _negated = source.Negated;
    }

    public bool Matches(string text, ConditionContext context)
    {
        foreach (TextPattern pattern in _patterns)
        {
            if (pattern.Matches(text, context))
            {
                return !_negated;
            }
        }

        return _negated;
    }
}
