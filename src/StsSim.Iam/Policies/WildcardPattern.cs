namespace StsSim.Iam.Policies;

/// <summary>IAM's wildcards: <c>*</c> stands for any run of characters, <c>?</c> for exactly one. Matching allocates nothing.</summary>
public readonly record struct WildcardPattern(string Text)
{
    /// <param name="text">What to match, as a whole.</param>
    /// <param name="ignoreCase">Actions ignore case (ASCII); resources do not.</param>
    public bool Matches(ReadOnlySpan<char> text, bool ignoreCase) => Wildcards.Match(Text, [], text, ignoreCase);
}
