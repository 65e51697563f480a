using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Takes tags off a managed policy; keys it does not have are passed over.</summary>
public sealed class UntagPolicy(IamServices services) : UntagResource(TaggedKind.Policy, services);
