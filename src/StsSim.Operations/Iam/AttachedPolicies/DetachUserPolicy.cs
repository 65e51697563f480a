namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>Detaches a managed policy from a user.</summary>
public sealed class DetachUserPolicy(IamServices services) : DetachPolicy(PolicyHolderKind.User, services);
