namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>Gives a user an inline policy, in place of one of the same name.</summary>
public sealed class PutUserPolicy(IamServices services) : PutInlinePolicy(PolicyHolderKind.User, services);
