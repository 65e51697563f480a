namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>The names of a role's inline policies.</summary>
public sealed class ListRolePolicies(IamServices services) : ListInlinePolicies(PolicyHolderKind.Role, services);
