namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>Takes an inline policy from a role.</summary>
public sealed class DeleteRolePolicy(IamServices services) : DeleteInlinePolicy(PolicyHolderKind.Role, services);
