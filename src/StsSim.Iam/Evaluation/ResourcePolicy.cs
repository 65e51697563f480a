namespace StsSim.Iam.Evaluation;

/// <summary>The policies on the resource's side.</summary>
/// <param name="AccountId">The account the resource belongs to.</param>
/// <param name="IsTrustPolicy">Whether the resource is a role, whose policy has to allow whatever other policies say.</param>
public sealed record ResourcePolicy(PolicySet Policies, string AccountId, bool IsTrustPolicy)
{
    /// <summary>The resource control policies of the resource's account, if there are any.</summary>
    public PolicySet? ResourceControl { get; init; }

    internal PolicyKind Kind => IsTrustPolicy ? PolicyKind.RoleTrust : PolicyKind.Resource;
}
