namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>The managed policies attached to a group.</summary>
public sealed class ListAttachedGroupPolicies(IamServices services) : ListAttachedPolicies(PolicyHolderKind.Group, services);
