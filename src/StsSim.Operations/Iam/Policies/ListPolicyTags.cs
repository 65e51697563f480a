using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Policies;

/// <summary>The tags of a managed policy, by key. AWS's have none.</summary>
public sealed class ListPolicyTags(IamServices services) : ListResourceTags(TaggedKind.Policy, services);
