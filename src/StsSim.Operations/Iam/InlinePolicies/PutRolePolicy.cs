namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>Gives a role an inline policy, in place of one of the same name.</summary>
public sealed class PutRolePolicy(IamServices services) : PutInlinePolicy(PolicyHolderKind.Role, services);
