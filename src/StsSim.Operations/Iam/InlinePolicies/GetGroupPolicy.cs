namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>An inline policy of a group.</summary>
public sealed class GetGroupPolicy(IamServices services) : GetInlinePolicy(PolicyHolderKind.Group, services);
