namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>Attaches a managed policy to a group.</summary>
public sealed class AttachGroupPolicy(IamServices services) : AttachPolicy(PolicyHolderKind.Group, services);
