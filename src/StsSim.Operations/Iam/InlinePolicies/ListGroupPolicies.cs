namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>The names of a group's inline policies.</summary>
public sealed class ListGroupPolicies(IamServices services) : ListInlinePolicies(PolicyHolderKind.Group, services);
