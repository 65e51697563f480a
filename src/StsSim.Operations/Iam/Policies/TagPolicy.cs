using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Adds tags to a managed policy, or gives those it has new values.</summary>
public sealed class TagPolicy(IamServices services) : TagResource(TaggedKind.Policy, services);
