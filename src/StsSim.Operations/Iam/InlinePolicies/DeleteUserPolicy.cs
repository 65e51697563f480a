namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>Takes an inline policy from a user.</summary>
public sealed class DeleteUserPolicy(IamServices services) : DeleteInlinePolicy(PolicyHolderKind.User, services);
