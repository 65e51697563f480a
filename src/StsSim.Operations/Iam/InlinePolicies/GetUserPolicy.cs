namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>An inline policy of a user.</summary>
public sealed class GetUserPolicy(IamServices services) : GetInlinePolicy(PolicyHolderKind.User, services);
