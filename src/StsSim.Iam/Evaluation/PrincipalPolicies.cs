namespace StsSim.Iam.Evaluation;

/// <summary>The policies on the caller's side; <see langword="null"/> stands for a limit that is not there.</summary>
public sealed record PrincipalPolicies
{
    /// <summary>Attached to the user, its groups or the role.</summary>
    public PolicySet Identity { get; init; } = PolicySet.Empty;

    public PolicySet? PermissionsBoundary { get; init; }

    /// <summary>The session policies, which together allow what one of them allows.</summary>
    public PolicySet? Session { get; init; }

    /// <summary>The service control policies of the caller's account.</summary>
    public PolicySet? ServiceControl { get; init; }
}
