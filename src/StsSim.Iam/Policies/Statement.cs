namespace StsSim.Iam.Policies;

/// <summary>One statement of a policy, parsed.</summary>
/// <param name="Sid">Its id, or <see langword="null"/>.</param>
/// <param name="Resources"><see langword="null"/> in a trust policy, whose resource is the role itself.</param>
/// <param name="HasConditions">Whether it has a <c>Condition</c>, which only a condition evaluator may decide.</param>
public sealed record Statement(string? Sid, Effect Effect, PatternList Actions, PatternList? Resources, bool HasConditions)
{
    /// <summary>Whether the statement speaks of this action on this resource, its conditions left aside.</summary>
    public bool Covers(ReadOnlySpan<char> action, ReadOnlySpan<char> resource) =>
        Actions.Matches(action) && (Resources is null || Resources.Matches(resource));
}
