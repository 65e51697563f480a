namespace StsSim.Iam.Policies;

/// <summary>Where a policy stands, which decides the elements it must and must not have.</summary>
public enum PolicyType
{
    /// <summary>
    /// Attached to a user, group or role, set as a permissions boundary, passed as a session policy or attached as a
    /// service control policy: has resources and no principal.
    /// </summary>
    Identity,

    /// <summary>Attached to a role as its trust policy: has principals and no resource.</summary>
    Trust,

    /// <summary>Attached to another resource, or a resource control policy: has principals and resources.</summary>
    Resource,
}
