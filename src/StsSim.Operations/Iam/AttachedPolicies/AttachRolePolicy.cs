namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>Attaches a managed policy to a role.</summary>
public sealed class AttachRolePolicy(IamServices services) : AttachPolicy(PolicyHolderKind.Role, services);
