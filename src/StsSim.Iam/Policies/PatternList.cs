namespace StsSim.Iam.Policies;

/// <summary>The value of <c>Action</c> or <c>Resource</c>, or of its <c>Not…</c> form.</summary>
public sealed record PatternList(IReadOnlyList<WildcardPattern> Patterns, bool Negated, bool IgnoreCase)
{
    public bool Matches(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < Patterns.Count; i++)
        {
            if (Patterns[i].Matches(text, IgnoreCase))
            {
                return !Negated;
            }
        }

        return Negated;
    }
}
