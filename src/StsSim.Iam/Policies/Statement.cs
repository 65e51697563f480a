namespace StsSim.Iam.Policies;

/// <summary>One statement of a policy, parsed.</summary>
/// <param name="Sid">Its id, or <see langword="null"/>.</param>
/// <param name="Principals"><see langword="null"/> in an identity policy, whose principal is who it is attached to.</param>
/// <param name="Resources"><see langword="null"/> in a trust policy, whose resource is the role itself.</param>
/// <param name="Conditions">All of them have to hold.</param>
public sealed record Statement(
    string? Sid, Effect Effect, PrincipalList? Principals, PatternList Actions, PatternList? Resources, IReadOnlyList<Condition> Conditions)
{
    public bool HasConditions => Conditions.Count > 0;

    /// <summary>Whether the statement speaks of this action on this resource, its principals and conditions left aside.</summary>
    public bool Covers(ReadOnlySpan<char> action, ReadOnlySpan<char> resource) =>
        Actions.Matches(action) && (Resources is null || Resources.Matches(resource));
}
