namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>The names of a user's inline policies.</summary>
public sealed class ListUserPolicies(IamServices services) : ListInlinePolicies(PolicyHolderKind.User, services);
