namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>Gives a group an inline policy, in place of one of the same name.</summary>
public sealed class PutGroupPolicy(IamServices services) : PutInlinePolicy(PolicyHolderKind.Group, services);
