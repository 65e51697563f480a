namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>The managed policies attached to a role.</summary>
public sealed class ListAttachedRolePolicies(IamServices services) : ListAttachedPolicies(PolicyHolderKind.Role, services);
