namespace StsSim.Iam.Evaluation;

/// <summary>The types of policy that take part in a decision (IAM User Guide, "Policy evaluation logic").</summary>
public enum PolicyKind
{
    Identity,
    PermissionsBoundary,
    Session,
    Resource,

    /// <summary>The resource policy of a role.</summary>
    RoleTrust,

    ServiceControl,
    ResourceControl,
}
