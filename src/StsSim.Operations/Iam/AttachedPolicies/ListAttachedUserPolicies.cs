namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>The managed policies attached to a user.</summary>
public sealed class ListAttachedUserPolicies(IamServices services) : ListAttachedPolicies(PolicyHolderKind.User, services);
