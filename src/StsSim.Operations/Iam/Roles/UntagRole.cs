using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Roles;

/// <summary>Takes tags off a role; keys it does not have are passed over.</summary>
public sealed class UntagRole(IamServices services) : UntagResource(TaggedKind.Role, services);
