namespace StsSim.Iam.Policies;

/// <summary>Where a policy stands, which decides the elements it must and must not have.</summary>
public enum PolicyType
{
    /// <summary>Attached to a user, group or role, or passed as a session policy: has resources and no principal.</summary>
    Identity,

    /// <summary>Attached to a role as its trust policy: has principals and no resource.</summary>
    Trust,
}
