namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>Detaches a managed policy from a group.</summary>
public sealed class DetachGroupPolicy(IamServices services) : DetachPolicy(PolicyHolderKind.Group, services);
