using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Roles;

/// <summary>Adds tags to a role, or gives those it has new values.</summary>
public sealed class TagRole(IamServices services) : TagResource(TaggedKind.Role, services);
