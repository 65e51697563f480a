namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>Attaches a managed policy to a user.</summary>
public sealed class AttachUserPolicy(IamServices services) : AttachPolicy(PolicyHolderKind.User, services);
