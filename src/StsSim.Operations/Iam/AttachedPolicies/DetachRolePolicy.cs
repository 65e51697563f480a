namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>Detaches a managed policy from a role.</summary>
public sealed class DetachRolePolicy(IamServices services) : DetachPolicy(PolicyHolderKind.Role, services);
