namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>Takes an inline policy from a group.</summary>
public sealed class DeleteGroupPolicy(IamServices services) : DeleteInlinePolicy(PolicyHolderKind.Group, services);
