namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>An inline policy of a role.</summary>
public sealed class GetRolePolicy(IamServices services) : GetInlinePolicy(PolicyHolderKind.Role, services);
